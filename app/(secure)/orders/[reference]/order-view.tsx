import type { ReactNode } from "react";
import { optionWords, pieces } from "@/components/cart/cart-words";
import { Totals } from "@/components/cart/totals";
import { METHOD_WORDS, SHIPPING_WORDS } from "@/components/payment/checkout-words";
import { LinkButton } from "@/components/ui/button";
import { Picture } from "@/components/ui/picture";
import type { Address } from "@/lib/core/address";
import { formatCents, multiplyCents } from "@/lib/core/money";
import { countryName } from "@/lib/core/regions";
import type { StoredPicture } from "@/lib/media/queries";
import type { OrderDetails } from "@/lib/orders/queries";
import type { OrderPayment } from "@/lib/payments/queries";
import { OrderTimeline } from "./order-timeline";
import { headingOf, openingWords, timelineOf } from "./order-words";
import { Section } from "./section";
import { type Transfer, TransferPanel } from "./transfer-panel";

type Props = OrderDetails & {
  payment: OrderPayment;
  pictures: Map<string, StoredPicture>;
  transfer: Transfer | null;
  now: Date;
  /** What there is to do about its payment. */
  children: ReactNode;
  /** What follows the order: its parcels, its documents, what can still be changed. */
  afterwards: ReactNode;
};

export function OrderView({ order, lines, events, payment, pictures, transfer, now, children, afterwards }: Props) {
  const shippingMethod = order.shippingMethod === "express" ? "express" : "standard";
  const sameAddress = JSON.stringify(order.billingAddress) === JSON.stringify(order.shippingAddress);
  const closedReturn = events.some(({ kind }) => kind === "return_closed");
  // Its goods are in the cart still.
  const again = order.status === "cancelled" && order.cancelReason === "expired";
  return (
    <div className="wrap grid items-start gap-x-[clamp(2.5rem,6vw,6rem)] gap-y-10 pt-8 pb-16 lg:grid-cols-[minmax(0,1fr)_minmax(0,27rem)] lg:pt-12">
      <div className="grid gap-8">
        <div className="grid gap-3">
          <p className="figures text-sm text-stone">
            Order <b className="font-medium text-ink select-all">{order.reference}</b>
          </p>
          <h1 className="text-3xl lg:text-4xl">{headingOf(order, payment)}</h1>
          <p>{openingWords(order, payment, now, closedReturn)}</p>
        </div>
        {children}
        {transfer && <TransferPanel transfer={transfer} />}
        <Section title="What happens">
          <OrderTimeline steps={timelineOf(order, events, payment)} />
        </Section>
        {afterwards}
        <div className="grid gap-8 sm:grid-cols-2">
          <Section title="Delivery">
            <p>{SHIPPING_WORDS[shippingMethod]}</p>
            <AddressLines address={order.shippingAddress} />
            <p className="figures text-stone">{order.phone}</p>
          </Section>
          <Section title="Invoice and payment">
            <p>{METHOD_WORDS[order.paymentMethod].name}</p>
            {order.company && <p>{order.company}</p>}
            {order.vatId && <p className="figures">{order.vatId}</p>}
            {sameAddress ? <p className="text-stone">To the same address</p> : <AddressLines address={order.billingAddress} />}
            <p className="break-words text-stone">{order.email}</p>
          </Section>
        </div>
        {order.note && (
          <Section title="Your note">
            <p className="whitespace-pre-line">{order.note}</p>
          </Section>
        )}
        <LinkButton href={again ? "/checkout" : "/"} look="line" className="justify-self-start">
          {again ? "Order again" : "Back to the shop"}
        </LinkButton>
      </div>
      <aside aria-label="What you ordered" className="grid gap-5 rounded-md bg-linen p-5 sm:p-7 lg:sticky lg:top-6">
        <h2 className="text-xl">Your order</h2>
        <ul className="grid gap-4">
          {lines.map((line) => {
            const picture = line.mediaKey ? pictures.get(line.mediaKey) : undefined;
            return (
              <li key={line.position} className="grid grid-cols-[4rem_1fr_auto] gap-3.5 text-sm leading-snug">
                <div className="aspect-4/5 w-16 overflow-hidden rounded-md bg-linen-deep">
                  {picture && <Picture picture={{ ...picture, alt: "" }} sizes="64px" className="size-full object-cover" />}
                </div>
                <div>
                  <b className="font-medium">{line.name}</b>
                  <p className="text-stone">{[optionWords(line.options), pieces(line.quantity)].filter(Boolean).join(" · ")}</p>
                </div>
                <p className="figures">{formatCents(multiplyCents(line.unitPriceCents, line.quantity))}</p>
              </li>
            );
          })}
        </ul>
        <div className="border-t border-[#cabda5] pt-4">
          <Totals figures={{ ...order, shippingMethod }} destination={countryName(order.shippingAddress.country)} settled />
        </div>
      </aside>
    </div>
  );
}

function AddressLines({ address }: { address: Address }) {
  return (
    <address className="not-italic">
      {address.firstName} {address.lastName}
      <br />
      {address.address}
      {address.address2 && (
        <>
          <br />
          {address.address2}
        </>
      )}
      <br />
      <span className="figures">{address.postalCode}</span> {address.city}
      <br />
      {countryName(address.country)}
    </address>
  );
}
