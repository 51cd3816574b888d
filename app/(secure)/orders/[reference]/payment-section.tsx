import { browserKeys } from "@/app/_server/browser-keys";
import { type OrderAccess, orderPath } from "@/app/_server/order-session";
import { cardOwner } from "@/components/payment/card-owner";
import type { PaymentRefusal } from "@/components/payment/checkout-words";
import { Notice } from "@/components/ui/notice";
import type { Order } from "@/lib/orders/queries";
import { isOnline } from "@/lib/payments/methods";
import type { OrderPayment } from "@/lib/payments/queries";
import { offeredMethods } from "@/lib/payments/registry";
import type { ShopSettings } from "@/lib/settings/settings";
import { settle, start } from "./actions";
import { waitsForPayment } from "./order-words";
import { PayNow } from "./pay-now";
import { WatchPayment } from "./watch-payment";

/** What there is to do about an order that is paid online: pay it, or wait. Nothing where it is paid or over. */
export function PaymentSection({
  access,
  order,
  payment,
  declined,
  unreachable,
  refusal,
  settings,
}: {
  access: OrderAccess;
  order: Order;
  payment: OrderPayment;
  /** The last try came to nothing. */
  declined: boolean;
  /** The provider could not be asked what became of it. */
  unreachable: boolean;
  refusal: PaymentRefusal | null;
  settings: ShopSettings;
}) {
  if (payment.status === "processing" && order.status === "pending") {
    return (
      <section aria-label="Payment" className="grid gap-3">
        <Notice kind="note">
          <p>This page looks again by itself.</p>
          <a href={orderPath(access)} className="text-link touch">
            Look now
          </a>
        </Notice>
        <WatchPayment reference={order.reference} settle={settle.bind(null, access.token)} />
      </section>
    );
  }
  if (!waitsForPayment(order, payment)) return null;
  const offer = { country: order.shippingAddress.country, totalCents: order.totalCents };
  const methods = offeredMethods(offer, settings).filter(isOnline);
  return (
    <section aria-labelledby="pay" className="grid gap-5 border-t border-ink pt-6">
      <h2 id="pay" className="text-xl">
        Pay now
      </h2>
      {unreachable && !refusal && (
        <Notice kind="error">
          <p>
            We can't reach the payment service just now, so this page may lag behind. If you have paid already, there is nothing to do: we
            will write to you.
          </p>
        </Notice>
      )}
      {declined && !unreachable && (
        <Notice kind="note">
          <p>The last try did not go through, and nothing was taken. Please try again, or choose another way to pay.</p>
        </Notice>
      )}
      {methods.length > 0 ? (
        <PayNow
          reference={order.reference}
          totalCents={order.totalCents}
          methods={methods}
          preferred={isOnline(order.paymentMethod) ? order.paymentMethod : "card"}
          keys={browserKeys()}
          owner={cardOwner({ email: order.email, phone: order.phone, address: order.billingAddress })}
          start={start.bind(null, access.token)}
          settle={settle.bind(null, access.token)}
          refusal={refusal}
        />
      ) : (
        <p>Paying online is closed at the moment.</p>
      )}
      <p className={methods.length > 0 ? "hidden noscript:block" : ""}>
        {methods.length > 0 && "Paying by card or with PayPal needs JavaScript, which is switched off in this browser. "}
        Write to us{settings.company.email && ` at ${settings.company.email}`} and we find another way for you to pay.
      </p>
    </section>
  );
}
