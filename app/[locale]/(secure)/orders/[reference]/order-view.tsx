import type { ReactNode } from "react";
import { Totals } from "@/components/cart/totals";
import { LinkButton } from "@/components/ui/button";
import { Picture } from "@/components/ui/picture";
import type { Address } from "@/lib/core/address";
import { countryName, formatMoney, formatOptions } from "@/lib/core/format";
import { localePath } from "@/lib/core/locale-path";
import type { Locale } from "@/lib/core/locales";
import { multiplyCents } from "@/lib/core/money";
import type { StoredPicture } from "@/lib/media/queries";
import type { OrderDetails } from "@/lib/orders/queries";
import { getMethod } from "@/lib/payments/methods";
import type { OrderPayment } from "@/lib/payments/queries";
import { translator } from "@/messages/translator";
import { headingOf, openingOf } from "./order-opening";
import { OrderTimeline } from "./order-timeline";
import { Section } from "./section";
import { timelineOf } from "./timeline-steps";
import { type Transfer, TransferPanel } from "./transfer-panel";

type Props = OrderDetails & {
  payment: OrderPayment;
  pictures: Map<string, StoredPicture>;
  transfer: Transfer | null;
  now: Date;
  locale: Locale;
  /** Notices about the order, and its payment if it is due. */
  children: ReactNode;
  /** The order's shipments and documents, and the changes that are still possible. */
  postPurchase: ReactNode;
};

export function OrderView({ order, lines, events, payment, pictures, transfer, now, locale, children, postPurchase }: Props) {
  const t = translator(locale, "order");
  const common = translator(locale, "common");
  const shippingMethod = order.shippingMethod === "express" ? "express" : "standard";
  const sameAddress = JSON.stringify(order.billingAddress) === JSON.stringify(order.shippingAddress);
  const closedReturn = events.some(({ kind }) => kind === "return_closed");
  // An expired order leaves its items in the cart.
  const again = order.status === "cancelled" && order.cancelReason === "expired";
  return (
    <div className="wrap grid items-start gap-x-[clamp(2.5rem,6vw,6rem)] gap-y-10 pt-8 pb-16 lg:grid-cols-[minmax(0,1fr)_minmax(0,27rem)] lg:pt-12">
      <div className="grid gap-8">
        <div className="grid gap-3">
          <p className="figures text-sm text-stone">
            {t.rich("reference", {
              reference: order.reference,
              strong: (words) => <b className="font-medium text-ink select-all">{words}</b>,
            })}
          </p>
          <h1 className="text-3xl lg:text-4xl">{headingOf(order, payment, locale)}</h1>
          <p>{openingOf({ order, payment, now, closedReturn }, locale)}</p>
        </div>
        {children}
        {transfer && <TransferPanel transfer={transfer} locale={locale} />}
        <Section title={t("progress.title")}>
          <OrderTimeline steps={timelineOf(order, events, payment, locale)} next={t("progress.next")} />
        </Section>
        {postPurchase}
        <div className="grid gap-8 sm:grid-cols-2">
          <Section title={t("delivery")}>
            <p>{common(`shippingMethod.${shippingMethod}`)}</p>
            <AddressLines address={order.shippingAddress} locale={locale} />
            <p className="figures text-stone">{order.phone}</p>
          </Section>
          <Section title={t("billing")}>
            <p>{common(`paymentMethod.${getMethod(order)}`)}</p>
            {order.company && <p>{order.company}</p>}
            {order.vatId && <p className="figures">{order.vatId}</p>}
            {sameAddress ? (
              <p className="text-stone">{t("sameAddress")}</p>
            ) : (
              <AddressLines address={order.billingAddress} locale={locale} />
            )}
            <p className="break-words text-stone">{order.email}</p>
          </Section>
        </div>
        {order.note && (
          <Section title={t("note")}>
            <p className="whitespace-pre-line">{order.note}</p>
          </Section>
        )}
        <LinkButton href={localePath(locale, again ? "/checkout" : "/")} look="line" className="justify-self-start">
          {again ? t("orderAgain") : t("backToShop")}
        </LinkButton>
      </div>
      <aside aria-label={t("items")} className="grid gap-5 rounded-md bg-linen p-5 sm:p-7 lg:sticky lg:top-6">
        <h2 className="text-xl">{t("title")}</h2>
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
                  <p className="text-stone">
                    {[formatOptions(line.options), common("items", { count: line.quantity })].filter(Boolean).join(" · ")}
                  </p>
                </div>
                <p className="figures">{formatMoney(multiplyCents(line.unitPriceCents, line.quantity), locale)}</p>
              </li>
            );
          })}
        </ul>
        <div className="border-t border-[#cabda5] pt-4">
          <Totals
            locale={locale}
            t={translator(locale, "cart")}
            figures={{ ...order, shippingMethod }}
            destination={countryName(order.shippingAddress.country, locale)}
          />
        </div>
      </aside>
    </div>
  );
}

function AddressLines({ address, locale }: { address: Address; locale: Locale }) {
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
      {countryName(address.country, locale)}
    </address>
  );
}
