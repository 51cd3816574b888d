"use server";

import { randomUUID } from "node:crypto";
import { redirect } from "next/navigation";
import { z } from "zod";
import { anyFields, anyone, form, publicAction } from "@/app/_server/action";
import { currentTime } from "@/app/_server/clock";
import { database } from "@/app/_server/database";
import { formLocale } from "@/app/_server/form-locale";
import { findShownOrder, orderAccessFields } from "@/app/_server/session";
import { GUEST } from "@/lib/core/actor";
import { returnIdSchema } from "@/lib/core/ids";
import { localePath } from "@/lib/core/locale-path";
import type { Locale } from "@/lib/core/locales";
import { line, lines } from "@/lib/core/text";
import { findBuyersOrder, type Order } from "@/lib/orders/queries";
import { readReference } from "@/lib/orders/reference";
import { findReturnability } from "@/lib/returns/queries";
import { problemOf, requestReturn } from "@/lib/returns/request-return";
import { type Draft, kindSchema, linesOf, type Problem, readDraft, saveDraft } from "./draft";

const kind = kindSchema.catch("withdrawal");

const declarantFields = z.object({
  kind,
  name: line(120).min(1),
  reference: line(60).catch(""),
  email: line(254).pipe(z.email()),
  locale: formLocale,
});

/** The values of a rejected form that are shown again. */
const shownAgain = z.object({ kind, name: line(120).catch(""), reference: line(60).catch(""), email: line(254).catch("") });

/**
 * The first step: the declarant and the order. The order's reference and email give access to its lines, which the
 * statutory form needs, but not to its address, payment or link; with 2^50 references and a limit per sender address,
 * references can't be guessed and nobody can use up another sender's limit.
 */
export const findOrder = publicAction(z.tuple([form(declarantFields)]), {
  access: anyone,
  limit: "findOrder",
  act: async ([{ locale, ...declarant }]): Promise<void> => {
    const known = (await findDraftOrder(declarant)) !== undefined;
    await saveDraft({ ...newDraft(), ...declarant, allowed: known, problem: known ? null : "unknown_order" });
    toStep(locale, known ? "items" : "order");
  },
  refuse: async (refusal) => {
    const wrongName = refusal.error === "malformed" && refusal.issues.some(({ path }) => path.at(-1) === "name");
    const problem = refusal.error === "rate_limited" ? refusal.error : wrongName ? "name" : "email";
    await saveDraft({ ...newDraft(), ...shownAgain.parse(refusal.fields), problem });
    toStep(formLocale.parse(refusal.fields.locale), "order");
  },
});

const chosenFields = z.object({
  kind,
  name: line(120).catch(""),
  reason: lines(1000).catch(""),
});

/** The form on an order's page names its order; that of a draft doesn't. */
const choiceFields = anyFields.transform((fields) => ({
  access: orderAccessFields.safeParse(fields).data,
  chosen: { ...chosenFields.parse(fields), quantities: readQuantities(fields) },
  locale: formLocale.parse(fields.locale),
}));

/** The second step: the items, chosen by somebody with access to the order. */
export const chooseItems = publicAction(z.tuple([form(choiceFields)]), {
  access: async ([{ access }]) => await findAllowed(access ? await draftOf(access) : await readDraft()),
  limit: "view",
  act: async ([{ chosen, locale }], { draft, order }): Promise<void> => {
    const next = { ...draft, ...chosen, id: newDraft().id };
    const problem = await findProblem(next, order);
    await saveDraft({ ...next, problem });
    toStep(locale, problem === null ? "confirm" : "items#outcome");
  },
  refuse: async ({ error, fields }) => await refuseStep(error, fields),
});

async function findProblem(draft: Draft, order: Order): Promise<Problem | null> {
  if (!draft.name) return "name";
  if (draft.kind === "return" && !draft.reason) return "reason";
  const { open, lines } = await findReturnability(database(), order.id, await currentTime());
  return open ? problemOf({ kind: draft.kind, lines: linesOf(draft) }, lines) : "too_late";
}

/** The last step: makes the declaration that was shown, once, however often the form is sent. */
export const confirm = publicAction(z.tuple([form(z.object({ id: line(60), locale: formLocale }))]), {
  access: async () => await findAllowed(await readDraft()),
  limit: "changeOrder",
  mails: true,
  act: async ([shown], { draft, order }): Promise<void> => {
    // Another window has changed the draft, and only the one shown may be declared.
    if (shown.id !== draft.id) toStep(shown.locale, "confirm");
    const { id, kind, name, email, reason } = draft;
    const declared = await requestReturn(
      database(),
      order.id,
      { id, kind, name, email, reason, lines: linesOf(draft) },
      { actor: GUEST, now: await currentTime() },
    );
    if (declared.ok) toStep(shown.locale, "done");
    await saveDraft({ ...draft, problem: declared.error });
    toStep(shown.locale, "items#outcome");
  },
  refuse: async ({ error, fields }) => await refuseStep(error, fields),
});

/** Returns to the items with the draft unchanged if it was sent too often, and to the beginning otherwise. */
async function refuseStep(error: "malformed" | "no_access" | "rate_limited", fields: Readonly<Record<string, string>>): Promise<never> {
  const locale = formLocale.parse(fields.locale);
  const draft = error === "rate_limited" && (await readDraft());
  if (!draft) toStep(locale);
  await saveDraft({ ...draft, problem: "rate_limited" });
  toStep(locale, "items#outcome");
}

/** Redirects to a step, or to the beginning. */
function toStep(locale: Locale, step?: string): never {
  redirect(localePath(locale, step ? `/withdraw?step=${step}` : "/withdraw"));
}

/** A new draft about the order that the form has access to. */
async function draftOf(access: z.output<typeof orderAccessFields>): Promise<Draft | undefined> {
  const details = await findShownOrder(access);
  return details && { ...newDraft(), reference: details.order.reference, email: details.order.email, allowed: true };
}

/** A draft with its order, if its author has access to the order. */
async function findAllowed(draft: Draft | undefined): Promise<{ draft: Draft; order: Order } | undefined> {
  const order = draft?.allowed ? await findDraftOrder(draft) : undefined;
  return draft && order && { draft, order };
}

async function findDraftOrder({ reference, email }: Pick<Draft, "reference" | "email">): Promise<Order | undefined> {
  const read = readReference(reference);
  return read === undefined ? undefined : await findBuyersOrder(database(), read, email);
}

function newDraft(): Draft {
  const id = returnIdSchema.parse(randomUUID());
  return { id, kind: "withdrawal", name: "", reference: "", email: "", allowed: false, quantities: {}, reason: "", problem: null };
}

/** Quantities by the positions of their lines; zero for a line that was not chosen. */
function readQuantities(fields: Readonly<Record<string, string>>): Record<string, number> {
  const entries = Object.entries(fields).flatMap(([name, value]) => {
    const position = /^quantity-(\d{1,4})$/.exec(name)?.[1];
    const quantity = z.coerce.number().int().min(1).max(999).safeParse(value).data;
    return position && quantity ? [[position, quantity]] : [];
  });
  return Object.fromEntries(entries);
}
