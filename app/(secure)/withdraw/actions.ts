"use server";

import { randomUUID } from "node:crypto";
import { redirect } from "next/navigation";
import { z } from "zod";
import { database } from "@/app/_server/database";
import { findShownOrder, readAccess } from "@/app/_server/order-session";
import { consumeLimit } from "@/app/_server/request";
import { sendMailAfterwards } from "@/app/_server/send-mail";
import { returnIdSchema } from "@/lib/core/ids";
import { findBuyersOrder, type Order } from "@/lib/orders/queries";
import { readReference } from "@/lib/orders/reference";
import { findReturnability } from "@/lib/returns/queries";
import { problemOf, requestReturn } from "@/lib/returns/request-return";
import { type Draft, keepDraft, kindSchema, linesOf, type Problem, readDraft } from "./draft";

const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^\P{Cc}*$/u)
    .catch("");

const declarant = z.object({ kind: kindSchema.catch("withdrawal"), name: line(120), reference: line(60), email: line(254) });

/** The first step: who declares, about which order. */
export async function findOrder(form: FormData): Promise<void> {
  const { kind, name, reference, email } = declarant.parse(Object.fromEntries(form));
  const draft = { ...newDraft(), kind, name, reference, email };
  const problem = await judgeDeclarant(draft);
  await keepDraft({ ...draft, allowed: problem === null, problem });
  redirect(problem === null ? "/withdraw?step=pieces" : "/withdraw?step=order");
}

/**
 * Whoever knows an order's reference and its email sees its lines, which the law's form needs, and nothing else of it: no
 * address, no payment, no link. A reference is one of 2^50; the limit leaves no way to try them. It counts by address only:
 * nobody can use up somebody else's.
 */
async function judgeDeclarant({ name, reference, email }: Draft): Promise<Problem | null> {
  if (!name) return "name";
  if (!z.email().safeParse(email).success) return "email";
  if (!(await consumeLimit("findOrder")).ok) return "rate_limited";
  return (await findDraftOrder({ reference, email })) ? null : "unknown_order";
}

const chosen = z.object({
  kind: kindSchema.catch("withdrawal"),
  name: line(120),
  // PostgreSQL's text knows no NUL.
  reason: z
    .string()
    .transform((text) => text.replaceAll("\0", "").trim())
    .pipe(z.string().max(1000))
    .catch(""),
});

/** The second step: which pieces, by somebody who may see the order. */
export async function choosePieces(form: FormData): Promise<void> {
  const draft = await draftOf(form);
  const order = draft?.allowed ? await findDraftOrder(draft) : undefined;
  if (!draft || !order) redirect("/withdraw");
  const { kind, name, reason } = chosen.parse(Object.fromEntries(form));
  const next = { ...draft, id: newDraft().id, kind, name, reason, quantities: readQuantities(form) };
  const problem = await judgePieces(next, order);
  await keepDraft({ ...next, problem });
  redirect(problem === null ? "/withdraw?step=confirm" : "/withdraw?step=pieces#told");
}

async function judgePieces(draft: Draft, order: Order): Promise<Problem | null> {
  if (!draft.name) return "name";
  if (draft.kind === "return" && !draft.reason) return "reason";
  const { open, lines } = await findReturnability(database(), order.id, new Date());
  return open ? problemOf({ kind: draft.kind, lines: linesOf(draft) }, lines) : "too_late";
}

/** The last step: declares what was shown, once, however often it is sent. */
export async function confirm(form: FormData): Promise<void> {
  const draft = await readDraft();
  const order = draft?.allowed ? await findDraftOrder(draft) : undefined;
  if (!draft || !order) redirect("/withdraw");
  // Another window has chosen anew since: what is declared is what is shown.
  if (form.get("id") !== draft.id) redirect("/withdraw?step=confirm");
  const { id, kind, name, email, reason } = draft;
  const declared = (await consumeLimit("changeOrder")).ok
    ? await requestReturn(database(), order.id, { id, kind, name, email, reason, lines: linesOf(draft) }, new Date())
    : ({ ok: false, error: "rate_limited" } as const);
  sendMailAfterwards();
  if (declared.ok) redirect("/withdraw?step=done");
  await keepDraft({ ...draft, problem: declared.error });
  redirect("/withdraw?step=pieces#told");
}

/** The draft that this browser holds, or a new one about the order that the form may see. */
async function draftOf(form: FormData): Promise<Draft | undefined> {
  const access = readAccess(form);
  if (!access) return await readDraft();
  const details = await findShownOrder(access);
  return details && { ...newDraft(), reference: details.order.reference, email: details.order.email, allowed: true };
}

async function findDraftOrder({ reference, email }: Pick<Draft, "reference" | "email">): Promise<Order | undefined> {
  const read = readReference(reference);
  return read === undefined ? undefined : await findBuyersOrder(database(), read, email);
}

function newDraft(): Draft {
  const id = returnIdSchema.parse(randomUUID());
  return { id, kind: "withdrawal", name: "", reference: "", email: "", allowed: false, quantities: {}, reason: "", problem: null };
}

/** Fields named by the positions of lines, with how many of each; none counts as not chosen. */
function readQuantities(form: FormData): Record<string, number> {
  const entries = [...form].flatMap(([name, value]) => {
    const position = /^pieces-(\d{1,4})$/.exec(name)?.[1];
    const quantity = z.coerce.number().int().min(1).max(999).safeParse(value).data;
    return position && quantity ? [[position, quantity]] : [];
  });
  return Object.fromEntries(entries);
}
