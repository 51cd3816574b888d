import Link from "next/link";
import { FULFILMENT_STATES } from "@/app/admin/order-states";
import { Chip } from "@/components/admin/chip";
import { Panel } from "@/components/admin/panel";
import { countryName, formatDateTime, formatMoney } from "@/lib/core/format";
import type { Order } from "@/lib/orders/queries";

/** The orders placed last, each a link to its page. */
export function LatestOrders({ orders }: { orders: readonly Order[] }) {
  return (
    <Panel title="Latest orders">
      {orders.length === 0 ? (
        <p className="px-4 py-6 text-stone">The first order will be here.</p>
      ) : (
        <ul>
          {orders.map(({ reference, placedAt, status, totalCents, shippingAddress }) => (
            <li
              key={reference}
              className="relative grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-0.5 border-(--row-line) px-4 py-2.5 not-first:border-t hover:bg-(--hover)"
            >
              <Link href={`/admin/orders/${reference}`} className="figures font-semibold before:absolute before:inset-0 hover:underline">
                {reference}
              </Link>
              <b className="figures text-right font-semibold">{formatMoney(totalCents, "en")}</b>
              <p className="figures text-stone">
                {shippingAddress.firstName} {shippingAddress.lastName}, {shippingAddress.city}, {countryName(shippingAddress.country, "en")}{" "}
                · {formatDateTime(placedAt, "en")}
              </p>
              <span className="text-right">
                <Chip tone={FULFILMENT_STATES[status].tone}>{FULFILMENT_STATES[status].words}</Chip>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
