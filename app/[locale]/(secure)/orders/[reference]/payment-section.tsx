import { type OrderAccess, orderPath } from "@/app/_server/session";
import { Notice } from "@/components/ui/notice";
import type { PaymentRefusal } from "@/lib/checkout/state";
import type { Locale } from "@/lib/core/locales";
import type { Order } from "@/lib/orders/queries";
import { isOnline } from "@/lib/payments/methods";
import { offeredMethods } from "@/lib/payments/offered-methods";
import { providerScripts } from "@/lib/payments/providers";
import type { OrderPayment } from "@/lib/payments/queries";
import type { ShopSettings } from "@/lib/settings/settings";
import { translator, wordsOf } from "@/messages/translator";
import { start, sync } from "./actions";
import { waitsForPayment } from "./order-opening";
import { PayNow } from "./pay-now";
import { WatchPayment } from "./watch-payment";

/** Lets the customer pay an online order, or wait for its payment. Renders nothing once it is paid or cancelled. */
export function PaymentSection({
  access,
  order,
  payment,
  declined,
  unreachable,
  refusal,
  settings,
  locale,
}: {
  access: OrderAccess;
  order: Order;
  payment: OrderPayment;
  /** Whether the last attempt failed. */
  declined: boolean;
  /** Whether the provider could not be asked for the outcome. */
  unreachable: boolean;
  refusal: PaymentRefusal | null;
  settings: ShopSettings;
  locale: Locale;
}) {
  const t = translator(locale, "order.pay");
  if (payment.status === "processing" && order.status === "pending") {
    return (
      <section aria-label={t("section")} className="grid gap-3">
        <Notice kind="note">
          <p>{t("updatesItself")}</p>
          <a href={orderPath(access, locale)} className="text-link touch">
            {t("checkNow")}
          </a>
        </Notice>
        <WatchPayment reference={order.reference} sync={sync.bind(null, access.token)} />
      </section>
    );
  }
  if (!waitsForPayment(order, payment)) return null;
  const offer = { country: order.shippingAddress.country, totalCents: order.totalCents };
  const methods = offeredMethods(offer, settings).filter(isOnline);
  return (
    <section aria-labelledby="pay" className="grid gap-5 border-t border-ink pt-6">
      <h2 id="pay" className="text-xl">
        {t("title")}
      </h2>
      {unreachable && !refusal && (
        <Notice kind="error">
          <p>{t("unreachable")}</p>
        </Notice>
      )}
      {declined && !unreachable && (
        <Notice kind="note">
          <p>{t("declined")}</p>
        </Notice>
      )}
      {methods.length > 0 ? (
        <PayNow
          reference={order.reference}
          totalCents={order.totalCents}
          methods={methods}
          preferred={order.paymentMethod}
          scripts={providerScripts()}
          payer={{ email: order.email, phone: order.phone, address: order.billingAddress }}
          start={start.bind(null, access.token)}
          sync={sync.bind(null, access.token)}
          refusal={refusal}
          words={{ pay: wordsOf(locale, "order.pay"), payment: wordsOf(locale, "payment"), common: wordsOf(locale, "common") }}
        />
      ) : (
        <p>{t("closed")}</p>
      )}
      <p className={methods.length > 0 ? "hidden noscript:block" : ""}>
        {methods.length > 0 && `${t("needsScript")} `}
        {settings.company.email ? t("writeTo", { email: settings.company.email }) : t("write")}
      </p>
    </section>
  );
}
