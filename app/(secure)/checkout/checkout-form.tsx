"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useState } from "react";
import { COUPON_WORDS, refusalWords } from "@/components/cart/cart-words";
import { CouponField } from "@/components/cart/coupon-field";
import { Totals } from "@/components/cart/totals";
import { ownerOf } from "@/components/payment/card-owner";
import { daysWords, errorWords, SHIPPING_WORDS } from "@/components/payment/checkout-words";
import { PaymentChoice } from "@/components/payment/payment-choice";
import { PaymentNotice } from "@/components/payment/payment-notice";
import { PaypalPanel } from "@/components/payment/paypal-panel";
import { useCard } from "@/components/payment/use-card";
import { usePayment } from "@/components/payment/use-payment";
import { Button } from "@/components/ui/button";
import { Checkbox, RadioRow, RadioRows } from "@/components/ui/choice";
import { Field, FieldError, TextArea } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { type CheckoutField, LENGTHS } from "@/lib/checkout/fields";
import type { CheckoutCountry, CheckoutState } from "@/lib/checkout/state";
import type { QuoteSummary } from "@/lib/checkout/summary";
import { formatCents } from "@/lib/core/money";
import type { BrowserKeys } from "@/lib/payments/browser-keys";
import { AddressFields } from "./address-fields";
import { ErrorSummary } from "./error-summary";
import { FailureNotice } from "./failure-notice";
import { OrderSummary } from "./order-summary";
import { pressed, type SubmitCheckout, useCheckout } from "./use-checkout";

/** The whole checkout is one form: whatever is pressed, all that was typed goes along, also without script. */
export function CheckoutForm({
  initial,
  checkoutKey,
  countries,
  keys,
  submit,
  termsLabel,
  waiting,
}: {
  initial: CheckoutState & { summary: QuoteSummary };
  checkoutKey: string;
  countries: readonly CheckoutCountry[];
  keys: BrowserKeys;
  submit: SubmitCheckout;
  termsLabel: ReactNode;
  /** What is said of an order of this cart that waits for its payment. */
  waiting: ReactNode;
}) {
  const router = useRouter();
  const checkout = useCheckout(
    submit,
    initial,
    checkoutKey,
    countries.map(({ code }) => code),
  );
  const { state, errors } = checkout;
  const summary = state.summary ?? initial.summary;
  const { typed } = initial;
  const [country, setCountry] = useState(typed.country || summary.country);
  const [invoiceCountry, setInvoiceCountry] = useState(typed["billing.country"] || summary.country);
  const [shipping, setShipping] = useState(typed.shippingMethod);
  const [method, setMethod] = useState(typed.paymentMethod);
  const [invoiceDiffers, setInvoiceDiffers] = useState(typed.firstName !== undefined && typed.billingSame !== "on");
  const [company, setCompany] = useState(Boolean(typed.company || typed.vatId));

  const known = (code: string) => countries.find((candidate) => candidate.code === code);
  const errorOf = (field: CheckoutField) =>
    errorWords(field, errors[field], known(field.startsWith("billing.") || field === "vatId" ? invoiceCountry : country));
  const text = (name: keyof typeof LENGTHS & CheckoutField) => ({
    id: name,
    name,
    defaultValue: typed[name],
    maxLength: LENGTHS[name],
    error: errorOf(name),
  });
  const chosenShipping = summary.shippingOptions.find(({ method }) => method === shipping)?.method ?? summary.shippingMethod;
  const chosenPayment = summary.paymentMethods.find((offered) => offered === method) ?? summary.paymentMethods[0];
  const card = useCard(keys.stripe, summary.totalCents, chosenPayment === "card");
  const payment = usePayment({
    card,
    start: checkout.place,
    owner: () => ownerOf(checkout.form),
    arrive: async (reference) => router.push(`/orders/${reference}`),
    refused: ({ reference, error }) => router.push(`/orders/${reference}?payment=${error}`),
  });
  const withPaypal = chosenPayment === "paypal" && keys.paypal;
  const submitForm = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const intent = pressed(event);
    if (intent === "coupon" || intent === "drop-coupon") return checkout.send(intent);
    if (!(await checkout.check())) return;
    if (chosenPayment === "card") await payment.payByCard();
    else if (withPaypal) document.getElementById("paypal")?.focus();
    else await checkout.place();
  };
  const destination = known(summary.country)?.name ?? summary.country;
  const couponTrouble = state.coupon ? refusalWords(state.coupon) : summary.couponError ? COUPON_WORDS[summary.couponError] : null;
  const sendButton = (
    <Button type="submit" look="clay" aria-disabled={checkout.pending || payment.busy} className="min-h-15! text-[1.0625rem]">
      {payment.busy ? "One moment …" : "Place order and pay"} <span className="figures">{formatCents(summary.totalCents)}</span>
    </Button>
  );
  return (
    <form
      ref={checkout.form}
      action={checkout.dispatch}
      onSubmit={submitForm}
      onBlur={checkout.onBlur}
      noValidate
      className="wrap grid items-start gap-x-[clamp(2.5rem,6vw,6rem)] lg:grid-cols-[minmax(0,1fr)_minmax(0,27rem)] lg:pt-12"
    >
      {/* First, so that the return key in any field means the same as the button at the end. */}
      <button type="submit" aria-hidden="true" tabIndex={-1} className="sr-only">
        Place order
      </button>
      <input type="hidden" name="checkoutKey" value={checkout.checkoutKey} />
      <input type="hidden" name="fingerprint" value={summary.fingerprint} />
      <OrderSummary lines={state.lines} totalCents={summary.totalCents}>
        <CouponField
          applied={state.couponCode}
          error={couponTrouble}
          typed={state.coupon?.code ?? initial.typed.code ?? ""}
          onReturn={() => checkout.send("coupon")}
        />
        <div className="border-t border-[#cabda5] pt-4">
          <Totals figures={summary} destination={destination} />
        </div>
      </OrderSummary>

      <div className="pb-16 lg:col-start-1 lg:row-start-1">
        <h1 className="py-8 text-3xl lg:pt-0 lg:text-4xl">Checkout</h1>
        {!checkout.placedHere && waiting}
        <ErrorSummary errors={errors} />
        <Step title="Contact" first>
          <div className="grid items-start gap-x-4 gap-y-[1.125rem] sm:grid-cols-2">
            <Field label="Email" {...text("email")} type="email" inputMode="email" autoComplete="email" spellCheck={false} required />
            <Field
              label="Phone"
              {...text("phone")}
              type="tel"
              inputMode="tel"
              autoComplete="tel"
              placeholder={known(country)?.phone}
              hint="For the courier only"
              required
            />
          </div>
        </Step>

        <Step title="Delivery address">
          <AddressFields
            prefix=""
            countries={countries}
            country={country}
            onCountry={(code) => {
              if (invoiceCountry === country) setInvoiceCountry(code);
              setCountry(code);
              checkout.update();
            }}
            typed={typed}
            errorOf={errorOf}
          />
          <details
            open={company || Boolean(errors.company || errors.vatId)}
            onToggle={(event) => setCompany(event.currentTarget.open)}
            className="group/company"
          >
            <summary className="touch gap-2 text-sm">
              <Icon name="plus" className="size-4 group-open/company:hidden" />
              <Icon name="minus" className="hidden size-4 group-open/company:block" />
              Buying for a company
            </summary>
            <div className="grid items-start gap-x-4 gap-y-[1.125rem] pt-2 sm:grid-cols-2">
              <Field label="Company" {...text("company")} autoComplete="organization" />
              <Field
                label="VAT id"
                {...text("vatId")}
                autoComplete="off"
                autoCapitalize="characters"
                spellCheck={false}
                hint="Stands on the invoice"
              />
            </div>
          </details>
          <div>
            <Checkbox
              label="Send the invoice there too"
              name="billingSame"
              value="on"
              checked={!invoiceDiffers}
              onChange={(event) => setInvoiceDiffers(!event.target.checked)}
            />
            {/* Without script they come with the answer to the form. */}
            {invoiceDiffers && (
              <div className="mt-3 grid gap-5">
                <h3 className="text-lg">Invoice address</h3>
                <AddressFields
                  prefix="billing."
                  countries={countries}
                  country={invoiceCountry}
                  onCountry={setInvoiceCountry}
                  typed={typed}
                  errorOf={errorOf}
                />
              </div>
            )}
          </div>
        </Step>

        <Step title="Delivery">
          <RadioRows legend="Delivery" hideLegend>
            {summary.shippingOptions.map(({ method, cents, days }, index) => (
              <RadioRow
                key={method}
                id={index === 0 ? "shippingMethod" : undefined}
                name="shippingMethod"
                value={method}
                checked={method === chosenShipping}
                onChange={() => {
                  setShipping(method);
                  checkout.update();
                }}
                label={SHIPPING_WORDS[method]}
                note={daysWords(days)}
                aside={cents === 0 ? "free" : formatCents(cents)}
              />
            ))}
          </RadioRows>
          <FieldError id="shippingMethod-error" error={errorOf("shippingMethod")} />
        </Step>

        <Step title="Payment">
          <PaymentChoice methods={summary.paymentMethods} chosen={chosenPayment} onChoose={setMethod} card={card} />
          <FieldError id="paymentMethod-error" error={errorOf("paymentMethod")} />
          <TextArea
            label={
              <>
                Note <span className="font-normal text-stone">(optional)</span>
              </>
            }
            {...text("note")}
            rows={2}
            placeholder="Which bell, which door"
          />
        </Step>

        <section className="grid gap-[1.125rem] pt-2">
          <div className="lg:hidden">
            <Totals figures={summary} destination={destination} />
          </div>
          <Checkbox
            id="terms"
            name="terms"
            value="on"
            defaultChecked={typed.terms === "on"}
            label={termsLabel}
            error={errorOf("terms")}
            aria-required
          />
          <div id="told" tabIndex={-1} className="scroll-mt-8 outline-none">
            <FailureNotice failure={state.failure} total={summary.totalCents} before={checkout.shownTotal ?? summary.totalCents} />
          </div>
          {withPaypal ? (
            <PaypalPanel
              {...payment.paypal}
              keys={withPaypal}
              begin={checkout.check}
              words="Order and pay with PayPal"
              totalCents={summary.totalCents}
              plain={sendButton}
            />
          ) : (
            sendButton
          )}
          {/* Below: it may come while the button is about to be pressed again. */}
          <PaymentNotice news={payment.news} linkToOrder />
        </section>
      </div>
    </form>
  );
}

function Step({ title, first = false, children }: { title: string; first?: boolean; children: ReactNode }) {
  return (
    <section className={`grid gap-5 border-t py-8 ${first ? "border-ink" : "border-linen-deep"}`}>
      <h2 className="text-xl">{title}</h2>
      {children}
    </section>
  );
}
