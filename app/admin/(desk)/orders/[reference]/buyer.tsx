import Link from "next/link";
import { FULFILMENT_STATES } from "@/app/admin/order-states";
import { Panel } from "@/components/admin/panel";
import type { Address } from "@/lib/core/address";
import { countryName, formatDate, formatMoney } from "@/lib/core/format";
import type { OrderSheet } from "@/lib/operations/order-sheet";

/** Who bought, with their other orders. */
export function BuyerPanel({ sheet: { order, buyer } }: { sheet: OrderSheet }) {
  const { firstName, lastName } = order.shippingAddress;
  return (
    <Panel title="Customer">
      <div className="grid gap-0.5 px-4 py-3">
        <p className="font-semibold">
          {firstName} {lastName}
        </p>
        <p className="break-all">
          <a href={`mailto:${order.email}`} className="text-link">
            {order.email}
          </a>
        </p>
        <p className="figures">
          <a href={`tel:${order.phone}`} className="text-link">
            {order.phone}
          </a>
        </p>
      </div>
      <dl className="grid grid-cols-2 gap-3 border-t border-linen-deep px-4 py-3">
        <div>
          <dt className="text-xs text-stone">Orders</dt>
          <dd className="figures font-serif text-lg">{buyer.count}</dd>
        </div>
        <div>
          <dt className="text-xs text-stone">Ordered for</dt>
          <dd className="figures font-serif text-lg">{formatMoney(buyer.totalCents, "en")}</dd>
        </div>
      </dl>
      {buyer.others.length > 0 && (
        <div className="border-t border-linen-deep px-4 py-3">
          <h3 className="mb-1 font-sans text-xs text-stone">Other orders</h3>
          <ul>
            {buyer.others.map(({ reference, placedAt, totalCents, status }) => (
              <li key={reference} className="flex items-center justify-between gap-3 py-1">
                <span>
                  <Link href={`/admin/orders/${reference}`} className="figures font-semibold hover:underline max-lg:touch">
                    {reference}
                  </Link>
                  <span className="figures block text-xs text-stone">{formatDate(placedAt, "en")}</span>
                </span>
                <span className="figures text-right">
                  {formatMoney(totalCents, "en")}
                  <span className="block text-xs text-stone">{FULFILMENT_STATES[status].words}</span>
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Panel>
  );
}

export function AddressPanel({ order }: { order: OrderSheet["order"] }) {
  const isSame = JSON.stringify(order.billingAddress) === JSON.stringify(order.shippingAddress);
  return (
    <Panel title={isSame ? "Delivered and billed to" : "Delivered to"}>
      <div className="grid gap-3 px-4 py-3">
        <Lines address={order.shippingAddress} />
        {!isSame && (
          <div>
            <h3 className="mb-1 font-sans text-xs text-stone">Billed to</h3>
            <Lines address={order.billingAddress} />
          </div>
        )}
        {order.company && (
          <p>
            {order.company} <span className="figures">{order.vatId}</span>
          </p>
        )}
        {order.note && (
          <div>
            <h3 className="mb-1 font-sans text-xs text-stone">The customer’s note</h3>
            <p className="whitespace-pre-line">{order.note}</p>
          </div>
        )}
      </div>
    </Panel>
  );
}

function Lines({ address }: { address: Address }) {
  return (
    <address className="not-italic">
      {address.firstName} {address.lastName}
      <br />
      {address.address}
      {address.address2 && `, ${address.address2}`}
      <br />
      <span className="figures">{address.postalCode}</span> {address.city}, {countryName(address.country, "en")}
    </address>
  );
}
