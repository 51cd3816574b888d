import { z } from "zod";
import { type OrderAccess, orderPath } from "@/app/_server/order-session";
import { keepSealed, readSealed } from "@/app/_server/sealed-cookie";

const NAME = "wrong_account";

/** Keeps an account number that is none, so that whoever mistyped it can mend it. */
export async function keepWrongAccount(access: OrderAccess, typed: string): Promise<void> {
  await keepSealed(NAME, orderPath(access), typed);
}

export async function readWrongAccount(): Promise<string | undefined> {
  return await readSealed(NAME, z.string());
}
