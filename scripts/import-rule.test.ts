import { execFile, execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

/** Each file has an import that its folder forbids; the last two import each other. */
const breaches: Record<string, string> = {
  "app/[locale]/(shop)/drizzle.ts": "drizzle-orm",
  "app/[locale]/(shop)/drizzle-core.ts": "drizzle-orm/pg-core",
  "app/[locale]/(shop)/postgres.ts": "postgres",
  "app/[locale]/(shop)/schema.ts": "@/db/schema/orders",
  "app/[locale]/(shop)/schema-relative.ts": "../../db/schema/orders",
  "app/api/scripts.ts": "@/scripts/seed",
  "components/cart/client.ts": "@/db/client",
  "components/cart/client-relative.ts": "../../db/client",
  "components/cart/app.ts": "@/app/_server/cache",
  "components/cart/app-relative.ts": "../../app/_server/cache",
  "components/cart/queries.ts": "@/lib/catalog/queries",
  "components/cart/environment.ts": "@/lib/core/env",
  "lib/catalog/next.ts": "next/cache",
  "lib/catalog/react.ts": "react",
  "lib/catalog/react-dom.ts": "react-dom/server",
  "lib/catalog/app.ts": "@/app/_server/cache",
  "lib/catalog/app-relative.ts": "../../app/_server/cache",
  "lib/catalog/components.ts": "@/components/ui/button",
  "lib/invoices/next.ts": "next/server",
  "lib/invoices/react-dom.ts": "react-dom/server",
  "lib/invoices/components.ts": "@/components/ui/button",
  "lib/mail/emails.ts": "@/emails/order-received",
  "emails/client.ts": "@/db/client",
  "emails/settings.ts": "@/lib/settings/settings",
  "emails/components.ts": "@/components/ui/button",
  "lib/pricing/client.ts": "@/db/client",
  "lib/pricing/client-relative.ts": "../../db/client",
  "lib/pricing/inventory.ts": "../inventory/reserve-stock",
  "lib/pricing/next.ts": "next/headers",
  "lib/tax/drizzle.ts": "drizzle-orm",
  "lib/shipping/files.ts": "node:fs",
  "db/schema/types.ts": "@/lib/orders/queries",
  "db/use-case.ts": "@/lib/checkout/place-order",
  "db/use-case-relative.ts": "../lib/checkout/place-order",
  "db/schema/use-case-relative.ts": "../../lib/checkout/place-order",
  "db/next.ts": "next/cache",
  "lib/orders/cycle-one.ts": "@/lib/orders/cycle-two",
  "lib/orders/cycle-two.ts": "./cycle-one",
};

const allowed: Record<string, string> = {
  "app/[locale]/(shop)/allowed.ts": "@/lib/checkout/place-order",
  "components/cart/allowed.ts": "@/lib/core/money",
  "lib/catalog/allowed.ts": "@/db/schema/orders",
  "lib/invoices/allowed.ts": "react",
  "lib/mail/render.ts": "@/emails/order-received",
  "emails/allowed.ts": "@/lib/core/money",
  "emails/words.ts": "@/components/cart/cart-words",
  "lib/pricing/allowed.ts": "../core/money",
  "db/allowed.ts": "@/lib/core/ids",
};

const report = z.object({ diagnostics: z.array(z.object({ category: z.string(), location: z.object({ path: z.string() }) })) });
const found = new Map<string, string>();
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "earthman-rule-"));
  const config = z.looseObject({}).parse(JSON.parse(await readFile("biome.json", "utf8")));
  await writeFile(path.join(folder, "biome.json"), JSON.stringify({ ...config, vcs: { enabled: false } }));
  for (const file of ["tsconfig.json", "package.json"]) await copyFile(file, path.join(folder, file));
  for (const [file, imported] of Object.entries({ ...breaches, ...allowed })) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), `import { thing } from "${imported}";\n\nexport const ${"other"} = thing;\n`);
  }
  for (const { category, location } of report.parse(JSON.parse(await biome(folder))).diagnostics) {
    if (/noRestrictedImports|noImportCycles/.test(category)) found.set(location.path.replaceAll("\\", "/"), category);
  }
});

afterAll(() => rm(folder, { recursive: true }));

/** Biome's report. Its exit code is ignored: the run is meant to fail. */
function biome(cwd: string): Promise<string> {
  const binary = path.resolve("node_modules/.bin/biome");
  return new Promise((resolve) => {
    execFile(binary, ["lint", "--reporter=json", "--max-diagnostics=none"], { cwd }, (_error, stdout) => resolve(stdout));
  });
}

test.each(Object.entries(breaches))("the linter rejects %s importing %s", (file) => {
  expect(found.get(file)).toBe(file.includes("cycle") ? "lint/suspicious/noImportCycles" : "lint/style/noRestrictedImports");
});

test.each(Object.entries(allowed))("the linter allows %s to import %s", (file) => {
  expect(found.get(file)).toBeUndefined();
});

test("no component reaches the database, even indirectly", () => {
  const reached = new Set<string>();
  const follow = (file: string) => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const next of valueImports(file)) follow(next);
  };
  for (const name of readdirSync("components", { recursive: true, encoding: "utf8" })) {
    if (/\.tsx?$/.test(name) && !name.includes(".test.")) follow(path.join("components", name));
  }
  expect([...reached].filter((file) => /^(db\/|drizzle-orm|postgres$|pino$|node:)/.test(file))).toEqual([]);
});

test("no client script includes zod, whose compiled parsers the shop's policy blocks", () => {
  const scripts = [
    ...new Set(execFileSync("git", ["ls-files", "-z", "app/**.tsx", "app/**.ts", "components"], { encoding: "utf8" }).split("\0")),
  ]
    .filter((file) => /\.tsx?$/.test(file) && !file.includes(".test."))
    .filter((file) => readFileSync(file, "utf8").startsWith('"use client"'));
  expect(scripts.length).toBeGreaterThan(10);
  const carriers = scripts.filter((script) => {
    const reached = new Set<string>();
    const follow = (file: string) => {
      if (reached.has(file) || (isFile(file) && readFileSync(file, "utf8").startsWith('"use server"'))) return;
      reached.add(file);
      for (const next of valueImports(file)) follow(next);
    };
    follow(script);
    return reached.has("zod");
  });
  expect(carriers).toEqual([]);
});

/** Packages by name and project files by path; imports of types only don't reach the browser. */
function valueImports(file: string): string[] {
  if (!/\.tsx?$/.test(file)) return [];
  const imports = readFileSync(file, "utf8").matchAll(/^(?:import|export)\s+(?!type\b)[^;"]*?from\s+"([^"]+)"/gm);
  return [...imports].map(([, name = ""]) => {
    if (!/^[.@]\.?\//.test(name)) return name;
    const base = name.startsWith("@/") ? name.slice(2) : path.join(path.dirname(file), name);
    return [`${base}.ts`, `${base}.tsx`, base].find((candidate) => isFile(candidate)) ?? base;
  });
}

function isFile(candidate: string): boolean {
  try {
    readFileSync(candidate);
    return true;
  } catch {
    return false;
  }
}
