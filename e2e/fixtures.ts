import { readFileSync } from "node:fs";
import { test as base, expect } from "@playwright/test";
import type { Sql } from "postgres";
import { z } from "zod";
import { type Db, openDatabase } from "@/db/client";
import type { CartId } from "@/lib/core/ids";
import { TEST_SHOP, TEST_SHOP_ENVIRONMENT_FILE } from "@/scripts/test-shop-address";
import { createCart, createOrder, type OrderOptions } from "./factories";

export type Fixtures = {
  /** Console errors that the test provokes on purpose, such as Chromium's note of a 404. */
  expectedErrors: readonly RegExp[];
  /** Creates a cart with one of a product in the database, and sets its cookies in the browser. */
  holdCart: (product?: string) => Promise<CartId>;
  /** Places an order in the database, and gives the browser access to it as if it had placed it. */
  holdOrder: (options?: OrderOptions) => ReturnType<typeof createOrder>;
};

export type WorkerFixtures = {
  /** The database of the shop under test, for the shop's own commands. */
  db: Db;
  /** The same database in plain SQL. */
  sql: Sql;
};

/** The time in which a machine busy with tests shows the effect of an answer or an input. */
const ANSWER_MS = 2000;

/** Fails every test on a console error, a page error or a layout shift, in addition to its own assertions. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  expectedErrors: [[], { option: true }],
  db: [
    async ({ browserName: _ }, use) => {
      const environment = testShopEnvironment();
      Object.assign(process.env, environment);
      const { client, db } = openDatabase(environment.DATABASE_URL, { max: 2 });
      await use(db);
      await client.end();
    },
    { scope: "worker" },
  ],
  sql: [async ({ db }, use) => await use(db.$client), { scope: "worker" }],
  holdCart: async ({ context, db }, use) => {
    await use(async (product) => {
      const cartId = await createCart(db, product ? [product] : undefined);
      await context.addCookies(cookies({ cart: cartId, cart_count: "1" }));
      return cartId;
    });
  },
  holdOrder: async ({ context, db }, use) => {
    await use(async (options) => {
      const order = await createOrder(db, options);
      await context.addCookies(cookies({ cart: order.cartId, [`order_${order.reference}`]: order.accessToken }));
      return order;
    });
  },
  page: async ({ page, expectedErrors }, use) => {
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(`console: ${message.text()} (${message.location().url})`);
    });
    page.on("pageerror", (error) => complaints.push(`page error: ${error.message}`));
    // Shifts after a form's answer are expected, as are those in a page after a window that it opened closes.
    const answeredAt: number[] = [];
    page.on("response", (response) => {
      if (response.request().method() === "POST") answeredAt.push(Date.now());
    });
    page.on("popup", (popup) => popup.on("close", () => answeredAt.push(Date.now())));
    const shifts: { at: number; what: string }[] = [];
    await page.exposeFunction("reportLayoutShift", (at: number, what: string) => shifts.push({ at, what }));
    await page.addInitScript(reportLayoutShifts, ANSWER_MS);
    await use(page);
    for (const { at, what } of shifts) {
      if (!answeredAt.some((time) => Math.abs(at - time) < ANSWER_MS)) complaints.push(`layout shift: ${what}`);
    }
    expect(complaints.filter((complaint) => !expectedErrors.some((expected) => expected.test(complaint)))).toEqual([]);
  },
});

export { expect };

function cookies(values: Readonly<Record<string, string>>) {
  return Object.entries(values).map(([name, value]) => ({ name, value, url: TEST_SHOP }));
}

const environmentSchema = z.object({ DATABASE_URL: z.string() }).catchall(z.string());

/** The environment of the shop under test. */
export function testShopEnvironment() {
  return environmentSchema.parse(JSON.parse(readFileSync(TEST_SHOP_ENVIRONMENT_FILE, "utf8")));
}

interface LayoutShift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
  sources: readonly { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[];
}

declare global {
  interface Window {
    reportLayoutShift(at: number, what: string): Promise<void>;
  }
}

/**
 * Runs in the page. The Layout Instability API excludes shifts within half a second of an input; here the time is
 * `answerMs`. Shifts below 0.001 occur when a page is painted while its HTML is still loading.
 */
function reportLayoutShifts(answerMs: number) {
  let pressedAt = Number.NEGATIVE_INFINITY;
  for (const press of ["pointerdown", "keydown"]) {
    addEventListener(press, ({ timeStamp }) => (pressedAt = timeStamp), { capture: true, passive: true });
  }
  const isShift = (entry: PerformanceEntry): entry is LayoutShift => entry.entryType === "layout-shift";
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries().filter(isShift)) {
      const sincePress = entry.startTime - pressedAt;
      if (entry.hadRecentInput || entry.value < 0.001 || (sincePress >= 0 && sincePress < answerMs)) continue;
      const moved = entry.sources.map(({ node, previousRect, currentRect }) => {
        const element = node instanceof Element ? node : node?.parentElement;
        return `${element?.outerHTML.slice(0, 120)} from ${JSON.stringify(previousRect)} to ${JSON.stringify(currentRect)}`;
      });
      void window.reportLayoutShift(
        performance.timeOrigin + entry.startTime,
        `${entry.value} on ${location.pathname}: ${moved.join("; ")}`,
      );
    }
  }).observe({ type: "layout-shift", buffered: true });
}
