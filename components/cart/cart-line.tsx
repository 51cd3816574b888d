"use client";

import Link from "next/link";
import { FieldError } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { Picture } from "@/components/ui/picture";
import type { CartLine } from "@/lib/cart/types";
import { MAX_QUANTITY } from "@/lib/cart/types";
import { formatMoney, formatOptions } from "@/lib/core/format";
import { localePath } from "@/lib/core/locale-path";
import type { Locale } from "@/lib/core/locales";
import { multiplyCents } from "@/lib/core/money";
import type { Translator } from "@/messages/create-translator";
import { lineTrouble, priceNews } from "./cart-texts";
import { ScriptFlag } from "./script-flag";

export type Submit = (form: FormData) => void;

/** One row of the cart: picture, name, quantity, price, and any change since it was added. */
export function CartLineRow({
  line,
  locale,
  t,
  refusal,
  submit,
  pending,
}: {
  line: CartLine;
  locale: Locale;
  t: Translator<"cart">;
  refusal: string | null;
  submit: Submit;
  pending: boolean;
}) {
  const options = formatOptions(line.options);
  const title = options ? `${line.name}, ${options}` : line.name;
  const trouble = refusal ?? lineTrouble(line, t);
  const news = priceNews(line, locale, t);
  return (
    <li className="grid grid-cols-[5rem_1fr] gap-x-4 py-5">
      <div className="aspect-4/5 w-20 overflow-hidden rounded-md bg-linen">
        {line.picture && <Picture picture={{ ...line.picture, alt: "" }} sizes="80px" className="size-full object-cover" />}
      </div>
      <div className="grid content-between gap-3">
        <div className="flex justify-between gap-4 leading-snug">
          <div>
            <h3 className="font-sans text-base font-medium tracking-normal">
              {line.available ? (
                <Link href={localePath(locale, `/products/${line.slug}`)} className="hover:underline hover:underline-offset-4">
                  {line.name}
                </Link>
              ) : (
                line.name
              )}
            </h3>
            <p className="text-sm text-stone">{options}</p>
            {!line.returnable && <p className="text-sm text-stone">{t("notReturnable")}</p>}
          </div>
          <div className="figures min-h-11 min-w-24 text-right text-sm">
            <p>{formatMoney(multiplyCents(line.priceCents, line.quantity), locale)}</p>
            {line.quantity > 1 && <p className="text-stone">{t("line.each", { amount: formatMoney(line.priceCents, locale) })}</p>}
          </div>
        </div>
        <div className="flex items-center justify-between gap-4">
          {line.available && line.sellable > 0 ? (
            <QuantityForm line={line} locale={locale} t={t} title={title} submit={submit} pending={pending} />
          ) : (
            <span />
          )}
          <form action={submit}>
            <ScriptFlag locale={locale} />
            <input type="hidden" name="intent" value="remove" />
            <input type="hidden" name="variantId" value={line.variantId} />
            <button type="submit" className="touch text-sm text-stone underline underline-offset-4 hover:text-ink">
              {t("line.remove")}
              <span className="sr-only"> {title}</span>
            </button>
          </form>
        </div>
      </div>
      <div className="col-span-2 grid gap-1 not-empty:mt-3" aria-live="polite">
        {trouble && <FieldError id={`trouble-${line.variantId}`} error={trouble} />}
        {news && <p className="text-sm">{news}</p>}
      </div>
    </li>
  );
}

/** A minus button, a number field and a plus button. Each can submit the form, so all three work without script. */
function QuantityForm({
  line,
  locale,
  t,
  title,
  submit,
  pending,
}: {
  line: CartLine;
  locale: Locale;
  t: Translator<"cart">;
  title: string;
  submit: Submit;
  pending: boolean;
}) {
  const most = Math.min(MAX_QUANTITY, line.sellable);
  const step = "grid w-11 place-items-center hover:bg-linen aria-disabled:text-linen-deep aria-disabled:hover:bg-transparent";
  return (
    <form action={submit} noValidate className="flex" aria-busy={pending}>
      <ScriptFlag locale={locale} />
      <input type="hidden" name="intent" value="quantity" />
      <input type="hidden" name="variantId" value={line.variantId} />
      {/* First in the form, so the return key in the number field submits this one. */}
      <button type="submit" tabIndex={-1} className="sr-only">
        {t("line.update", { title })}
      </button>
      <div className="flex min-h-11 overflow-hidden rounded-md border border-stone bg-paper has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-offset-3 has-[input:focus-visible]:outline-clay">
        <Step to={line.quantity - 1} disabled={line.quantity <= 1} label={t("line.less", { title })} className={step}>
          <Icon name="minus" className="size-4" />
        </Step>
        <input
          key={line.quantity}
          type="number"
          name="quantity"
          aria-label={t("line.quantity")}
          inputMode="numeric"
          min={1}
          max={most}
          defaultValue={line.quantity}
          onBlur={(event) => {
            if (event.target.value !== event.target.defaultValue) event.target.form?.requestSubmit();
          }}
          className="figures w-11 appearance-none bg-transparent text-center outline-none [&::-webkit-inner-spin-button]:appearance-none [&::-webkit-outer-spin-button]:appearance-none [-moz-appearance:textfield]"
        />
        <Step to={line.quantity + 1} disabled={line.quantity >= most} label={t("line.more", { title })} className={step}>
          <Icon name="plus" className="size-4" />
        </Step>
      </div>
    </form>
  );
}

/** Stays focusable at its limit, so keyboard users don't lose their place. */
function Step({
  to,
  disabled,
  label,
  className,
  children,
}: {
  to: number;
  disabled: boolean;
  label: string;
  className: string;
  children: React.ReactNode;
}) {
  return (
    <button type={disabled ? "button" : "submit"} name="to" value={to} aria-disabled={disabled} aria-label={label} className={className}>
      {children}
    </button>
  );
}
