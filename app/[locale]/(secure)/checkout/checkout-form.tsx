"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useMemo, useState } from "react";
import { CouponField } from "@/components/cart/coupon-field";
import { Totals } from "@/components/cart/totals";
import { partsOf } from "@/components/payment/method-parts";
import { payerOf } from "@/components/payment/payer";
import { PaymentNotice } from "@/components/payment/payment-notice";
import { usePayment } from "@/components/payment/use-payment";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/choice";
import { TextArea } from "@/components/ui/field";
import { type CheckoutField, LENGTHS } from "@/lib/checkout/fields";
import type { CheckoutCountry, CheckoutState } from "@/lib/checkout/state";
import type { QuoteSummary } from "@/lib/checkout/summary";
import { formatMoney } from "@/lib/core/format";
import { localePath } from "@/lib/core/locale-path";
import type { PaymentMethod } from "@/lib/payments/methods";
import type { ProviderScript } from "@/lib/payments/port/payment-terms";
import { createTranslator } from "@/messages/create-translator";
import { AddressStep } from "./address-step";
import { ContactStep } from "./contact-step";
import { DeliveryStep } from "./delivery-step";
import { ErrorSummary } from "./error-summary";
import { FailureNotice } from "./failure-notice";
import { fieldErrorText } from "./field-errors";
import type { CheckoutWords, TextFieldProps } from "./form-props";
import { OptionalLabel } from "./optional-label";
import { OrderSummary } from "./order-summary";
import { PaymentStep } from "./payment-step";
import { pressed, type SubmitCheckout, useCheckout } from "./use-checkout";

/** Renders the whole checkout as one form: every button sends everything entered, with or without script. */
export function CheckoutForm({
  initial,
  checkoutKey,
  countries,
  scripts,
  shopEmail,
  submit,
  termsLabel,
  waiting,
  words,
}: {
  initial: CheckoutState & { summary: QuoteSummary };
  checkoutKey: string;
  countries: readonly CheckoutCountry[];
  scripts: Partial<Record<PaymentMethod, ProviderScript>>;
  /** Empty if the shop has named none. */
  shopEmail: string;
  submit: SubmitCheckout;
  termsLabel: ReactNode;
  /** A notice about an order of this cart that waits for its payment. */
  waiting: ReactNode;
  words: CheckoutWords;
}) {
  const router = useRouter();
  const t = useMemo(() => createTranslator(words.checkout), [words.checkout]);
  const cart = useMemo(() => createTranslator(words.cart), [words.cart]);
  const common = useMemo(() => createTranslator(words.common), [words.common]);
  const { locale } = words.checkout;
  const checkout = useCheckout(
    submit,
    initial,
    checkoutKey,
    countries.map(({ code }) => code),
  );
  const { state, errors } = checkout;
  const summary = state.summary ?? initial.summary;
  const { formValues } = initial;
  const [country, setCountry] = useState(formValues.country || summary.country);
  const [billingCountry, setBillingCountry] = useState(formValues["billing.country"] || summary.country);
  const [shipping, setShipping] = useState(formValues.shippingMethod);
  const [method, setMethod] = useState(formValues.paymentMethod);

  const known = (code: string) => countries.find((candidate) => candidate.code === code);
  const errorOf = (field: CheckoutField) =>
    fieldErrorText(t, field, errors[field], known(field.startsWith("billing.") || field === "vatId" ? billingCountry : country));
  const textField: TextFieldProps = (name) => ({
    id: name,
    name,
    defaultValue: formValues[name],
    maxLength: LENGTHS[name],
    error: errorOf(name),
  });
  const chosenShipping = summary.shippingOptions.find(({ method }) => method === shipping)?.method ?? summary.shippingMethod;
  const chosenPayment = summary.paymentMethods.find((offered) => offered === method) ?? summary.paymentMethods[0];
  const payment = usePayment({
    start: checkout.place,
    payer: () => payerOf(checkout.form),
    arrive: async (reference) => router.push(localePath(locale, `/orders/${reference}`)),
    refused: ({ reference, error }) => router.push(localePath(locale, `/orders/${reference}?payment=${error}`)),
  });
  const { Fields, Button: ProviderButton } = partsOf(chosenPayment);
  const source = chosenPayment && scripts[chosenPayment];
  const methodName = chosenPayment ? words.common.messages.paymentMethod[chosenPayment] : "";
  const submitForm = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const intent = pressed(event);
    if (intent === "coupon" || intent === "drop-coupon") return checkout.send(intent);
    if (!(await checkout.check())) return;
    if (Fields) await payment.payByFields();
    else if (ProviderButton) document.getElementById("provider-button")?.focus();
    else await checkout.place();
  };
  const destination = known(summary.country)?.name ?? summary.country;
  const couponError = state.coupon?.error ?? summary.couponError;
  const couponTrouble = couponError ? cart(`refusal.${couponError}`) : null;
  const isFree = summary.totalCents === 0;
  const buttonName = t(isFree ? "placeFreeOrder" : "placeOrder");
  const sendButton = chosenPayment && (
    <Button type="submit" look="clay" aria-disabled={checkout.pending || payment.busy} className="min-h-15! text-[1.0625rem]">
      {payment.busy ? words.payment.messages.busy : buttonName}{" "}
      {!isFree && <span className="figures">{formatMoney(summary.totalCents, locale)}</span>}
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
      {/* First in the form, so the return key in any field does the same as the button at the end. */}
      <button type="submit" aria-hidden="true" tabIndex={-1} className="sr-only">
        {buttonName}
      </button>
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="checkoutKey" value={checkout.checkoutKey} />
      <input type="hidden" name="fingerprint" value={summary.fingerprint} />
      <OrderSummary
        lines={state.lines}
        totalCents={summary.totalCents}
        locale={locale}
        itemCount={(count) => common("items", { count })}
        notReturnable={cart("notReturnable")}
        t={t}
      >
        <CouponField
          t={cart}
          applied={state.couponCode}
          error={couponTrouble}
          typed={state.coupon?.code ?? initial.formValues.code ?? ""}
          onReturn={() => checkout.send("coupon")}
        />
        <div className="border-t border-[#cabda5] pt-4">
          <Totals locale={locale} t={cart} figures={summary} destination={destination} />
        </div>
      </OrderSummary>

      <div className="pb-16 lg:col-start-1 lg:row-start-1">
        <h1 className="py-8 text-3xl lg:pt-0 lg:text-4xl">{t("title")}</h1>
        {!checkout.placedHere && waiting}
        <ErrorSummary errors={errors} t={t} />
        <ContactStep textField={textField} phoneExample={known(country)?.phone} t={t} />
        <AddressStep
          countries={countries}
          country={country}
          onCountry={(code) => {
            if (billingCountry === country) setBillingCountry(code);
            setCountry(code);
            checkout.update();
          }}
          billingCountry={billingCountry}
          onBillingCountry={setBillingCountry}
          formValues={formValues}
          errors={errors}
          errorOf={errorOf}
          textField={textField}
          t={t}
        />
        <DeliveryStep
          options={summary.shippingOptions}
          chosen={chosenShipping}
          onChoose={(chosen) => {
            setShipping(chosen);
            checkout.update();
          }}
          error={errorOf("shippingMethod")}
          names={words.common.messages.shippingMethod}
          locale={locale}
          t={t}
        />
        <PaymentStep
          summary={summary}
          chosen={chosenPayment}
          onChoose={setMethod}
          scripts={scripts}
          fields={payment.fields}
          error={errorOf("paymentMethod")}
          shopEmail={shopEmail}
          words={words}
          t={t}
        >
          <TextArea label={<OptionalLabel field="note" t={t} />} {...textField("note")} rows={2} placeholder={t("notePlaceholder")} />
        </PaymentStep>

        <section className="grid gap-[1.125rem] pt-2">
          <div className="lg:hidden">
            <Totals locale={locale} t={cart} figures={summary} destination={destination} />
          </div>
          <Checkbox
            id="terms"
            name="terms"
            value="on"
            defaultChecked={formValues.terms === "on"}
            label={termsLabel}
            error={errorOf("terms")}
            aria-required
          />
          <div id="outcome" tabIndex={-1} className="scroll-mt-8 outline-none">
            <FailureNotice
              failure={state.failure}
              total={summary.totalCents}
              before={checkout.shownTotal ?? summary.totalCents}
              words={words}
              t={t}
            />
          </div>
          {ProviderButton && source ? (
            <ProviderButton
              steps={{ ...payment.steps, begin: checkout.check }}
              source={source}
              label={t("placeWith", { method: methodName })}
              totalCents={summary.totalCents}
              plain={sendButton}
              words={words.payment}
            />
          ) : (
            sendButton
          )}
          {/* Below the button, because the notice may appear just before the button is pressed again. */}
          <PaymentNotice news={payment.news} method={methodName} linkToOrder words={words.payment} />
        </section>
      </div>
    </form>
  );
}
