import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { currentTime } from "@/app/_server/clock";
import { database } from "@/app/_server/database";
import { pageLocale } from "@/app/_server/locale";
import { findShownOrder } from "@/app/_server/session";
import { localePath } from "@/lib/core/locale-path";
import type { Locale } from "@/lib/core/locales";
import { line } from "@/lib/core/text";
import { findBuyersOrder } from "@/lib/orders/queries";
import { readReference } from "@/lib/orders/reference";
import { findReturnability, listReturns } from "@/lib/returns/queries";
import { translator } from "@/messages/translator";
import { ConfirmStep } from "./confirm-step";
import { DoneStep } from "./done-step";
import { type Draft, type Kind, kindSchema, readDraft } from "./draft";
import { ItemsStep } from "./items-step";
import { OrderStep } from "./order-step";

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await pageLocale(), "withdraw")("title") };
}

const search = z.object({
  step: z.enum(["order", "items", "confirm", "done"]).optional().catch(undefined),
  kind: kindSchema.catch("withdrawal"),
  /** Set by an order's page; the browser's cookie or the token of a link must still give access to the order. */
  order: line(60).optional().catch(undefined),
  token: line(100).nullable().catch(null),
});

/** The withdrawal as Directive (EU) 2023/2673 requires: declarant and order, items, confirmation, acknowledgement. */
export default async function WithdrawPage({ searchParams }: { searchParams: Promise<unknown> }) {
  const { step, kind, order, token } = search.parse(await searchParams);
  const locale = await pageLocale();
  return (
    <div className="wrap grid max-w-3xl gap-8 pt-8 pb-16 lg:pt-12">
      {order ? (
        <FromOrder kind={kind} reference={order} token={token} locale={locale} />
      ) : (
        <Continued step={step} kind={kind} locale={locale} />
      )}
    </div>
  );
}

async function FromOrder({ kind, reference, token, locale }: { kind: Kind; reference: string; token: string | null; locale: Locale }) {
  const access = { reference, token };
  const order = (await findShownOrder(access))?.order;
  if (!order) return <OrderStep kind={kind} formValues={{ name: "", reference, email: "" }} problem={null} locale={locale} />;
  const { firstName, lastName } = order.shippingAddress;
  const formValues = { name: `${firstName} ${lastName}`, reference: order.reference, email: order.email, quantities: {}, reason: "" };
  return (
    <ItemsStep
      kind={kind}
      formValues={formValues}
      access={access}
      problem={null}
      locale={locale}
      {...(await findReturnability(database(), order.id, await currentTime()))}
    />
  );
}

/** The declaration that this browser has started, or the first step. */
async function Continued({ step, kind, locale }: { step: string | undefined; kind: Kind; locale: Locale }) {
  const draft = step && (await readDraft());
  if (!draft) return <OrderStep kind={kind} formValues={{ name: "", reference: "", email: "" }} problem={null} locale={locale} />;
  if (!draft.allowed || step === "order") return <OrderStep kind={draft.kind} formValues={draft} problem={draft.problem} locale={locale} />;
  const order = await findBuyersOrder(database(), readReference(draft.reference) ?? "", draft.email);
  if (!order) redirect(localePath(locale, "/withdraw"));
  if (step === "done") {
    const declared = (await listReturns(database(), order.id)).find(({ id }) => id === draft.id);
    if (declared) return <DoneStep declared={declared} reference={order.reference} email={draft.email} locale={locale} />;
  }
  const returnability = await findReturnability(database(), order.id, await currentTime());
  if (step === "confirm" && draft.problem === null && isChosen(draft))
    return <ConfirmStep draft={draft} lines={returnability.lines} locale={locale} />;
  return <ItemsStep kind={draft.kind} formValues={draft} access={null} problem={draft.problem} locale={locale} {...returnability} />;
}

const isChosen = ({ quantities }: Draft) => Object.keys(quantities).length > 0;
