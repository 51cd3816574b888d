import { z } from "zod";
import { database } from "@/app/_server/database";
import { staffRoute } from "@/app/_server/staff-action";
import { formatMoney } from "@/lib/core/format";
import { line } from "@/lib/core/text";
import { findOrdersQuickly } from "@/lib/orders/find-quickly";

const input = z.object({ query: z.object({ q: line(100).min(2) }) });

/** What the command palette finds beside the pages: orders by the beginning of their reference or their email. */
export const GET = staffRoute("orders:read", input, {
  respond: async ({ query }) => {
    const orders = await findOrdersQuickly(database(), query.q);
    return Response.json({
      entries: orders.map(({ reference, email, totalCents }) => ({
        label: reference,
        href: `/admin/orders/${reference}`,
        detail: `${email} · ${formatMoney(totalCents, "en")}`,
      })),
    });
  },
});
