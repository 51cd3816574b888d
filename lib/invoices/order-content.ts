import { asc, eq } from "drizzle-orm";
import type { Executor } from "@/db/client";
import type { InvoiceContent, InvoiceLine } from "@/db/schema/invoices";
import { orderLines, orders } from "@/db/schema/orders";
import { isEuCountry } from "@/lib/core/eu-countries";
import type { OrderId } from "@/lib/core/ids";
import { cents } from "@/lib/core/money";
import type { ShopSettings } from "@/lib/settings/settings";
import { readWaived, withoutWaived } from "./waived-items";

/** Reads the content of an invoice for this order without what was waived, supplied at `suppliedAt`. */
export async function readOrderContent(
  db: Executor,
  orderId: OrderId,
  { company }: ShopSettings,
  suppliedAt: Date,
): Promise<InvoiceContent> {
  const [order] = await db.select().from(orders).where(eq(orders.id, orderId));
  if (!order) throw new Error(`no order ${orderId}`);
  const lines = await db.select().from(orderLines).where(eq(orderLines.orderId, orderId)).orderBy(asc(orderLines.position));
  const { name, address, postalCode, city, country, vatId, register, iban, bic, email, phone } = company;
  const content = {
    seller: { name, address, postalCode, city, country, vatId, register, iban, bic, email, phone },
    buyer: { company: order.company, vatId: order.vatId, email: order.email, address: order.billingAddress },
    deliveryAddress: order.shippingAddress,
    orderReference: order.reference,
    orderedAt: order.placedAt.toISOString(),
    suppliedAt: suppliedAt.toISOString(),
    paymentMethod: order.paymentMethod,
    lines: lines.map(printedLine),
    shippingCents: order.shippingCents,
    totalCents: order.totalCents,
    vatByRate: order.vatByRate,
    export: !isEuCountry(order.shippingAddress.country),
    corrects: null,
  };
  return withoutWaived(content, await readWaived(db, orderId, lines));
}

function printedLine(line: typeof orderLines.$inferSelect): InvoiceLine {
  return {
    position: line.position,
    sku: line.sku,
    name: line.name,
    options: line.options.map((option) => option.value).join(" · "),
    quantity: line.quantity,
    unitPriceCents: line.unitPriceCents,
    discountCents: line.discountCents,
    paidCents: cents(line.unitPriceCents * line.quantity - line.discountCents),
    vatRateBasisPoints: line.vatRateBasisPoints,
  };
}
