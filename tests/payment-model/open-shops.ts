import { rm } from "node:fs/promises";
import { z } from "zod";
import { bundleWorker, type Mutation } from "@/tests/workers/bundle-worker";
import type { openShop, Shop } from "./shop";
import { type ShopProcess, startShopProcess } from "./shop-process";

export type Shops = {
  /** The shop in this process. */
  own: Shop;
  /** The shop in another process, started when it is first needed. */
  other(): ShopProcess;
  end(): Promise<void>;
};

const bundleSchema = z.object({ openShop: z.custom<typeof openShop>((value) => typeof value === "function") });

/** Opens the shop, with a mutation of its source if given, on the database and the providers that the environment names. */
export async function openShops(environment: Record<string, string>, mutation?: Mutation): Promise<Shops> {
  // The shop reads its settings from the environment of the process it runs in.
  Object.assign(process.env, environment);
  const [file, workerFile] = await Promise.all([
    bundleWorker("tests/payment-model/shop.ts", mutation),
    bundleWorker("tests/payment-model/worker.ts", mutation),
  ]);
  const bundle: unknown = await import(/* @vite-ignore */ file);
  const own = bundleSchema.parse(bundle).openShop();
  let other: ShopProcess | undefined;
  return {
    own,
    other() {
      other ??= startShopProcess(workerFile, process.env);
      return other;
    },
    async end() {
      await own.end();
      await other?.end();
      await Promise.all([rm(file), rm(workerFile)]);
    },
  };
}
