import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { stockNotifications } from "@/db/schema/catalog";
import { createVariant, testDatabase } from "@/db/testing";
import { variantIdSchema } from "@/lib/core/ids";
import { requestStockNotification, stockNotificationInput } from "./request-stock-notification";

const { db } = await testDatabase();

describe("a request to be notified when a variant is back", () => {
  it("is stored once per address, regardless of how it is written", async () => {
    const { id } = await createVariant(db, { onHand: 0 });
    await requestStockNotification(db, { variantId: id, email: "ana@example.com", locale: "en" });
    await requestStockNotification(db, { variantId: id, email: "ANA@example.com", locale: "en" });
    const rows = await db.select().from(stockNotifications).where(eq(stockNotifications.variantId, id));
    expect(rows.map(({ email, notifiedAt }) => [email, notifiedAt])).toEqual([["ana@example.com", null]]);
  });

  it("is not stored for a variant that can be bought or does not exist, with the same answer", async () => {
    const { id } = await createVariant(db, { onHand: 1 });
    await requestStockNotification(db, { variantId: id, email: "ana@example.com", locale: "en" });
    const unknown = variantIdSchema.parse("0b8e1c8e-5c1a-4c6d-9a52-3f6a8a1d2c11");
    await requestStockNotification(db, { variantId: unknown, email: "ana@example.com", locale: "en" });
    expect(await db.$count(stockNotifications, eq(stockNotifications.variantId, id))).toBe(0);
  });

  it("requires a valid address", () => {
    const variantId = "0b8e1c8e-5c1a-4c6d-9a52-3f6a8a1d2c11";
    expect(stockNotificationInput.safeParse({ variantId, email: " ana@example.com " }).success).toBe(true);
    expect(stockNotificationInput.safeParse({ variantId, email: "ana" }).success).toBe(false);
    expect(stockNotificationInput.safeParse({ variantId: "7", email: "ana@example.com" }).success).toBe(false);
  });
});
