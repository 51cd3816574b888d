"use server";

import { electronicFormatIBAN, isValidIBAN } from "ibantools";
import { redirect } from "next/navigation";
import { z } from "zod";
import { form, publicAction } from "@/app/_server/action";
import { currentTime } from "@/app/_server/clock";
import { database } from "@/app/_server/database";
import { formLocale } from "@/app/_server/form-locale";
import { findShownOrder, orderAccessFields, orderPath } from "@/app/_server/session";
import { GUEST } from "@/lib/core/actor";
import { localePath } from "@/lib/core/locale-path";
import { line } from "@/lib/core/text";
import { cancelPlacedOrder } from "@/lib/refunds/cancel-placed-order";
import { saveRefundIban } from "@/lib/refunds/transfer-refund";
import type { OrderOutcome } from "./order-outcome";
import { saveWrongAccount } from "./wrong-account";

/** Cancels the order for the customer, if that is still possible. */
export const cancel = publicAction(z.tuple([form(orderAccessFields)]), {
  access: async ([access]) => await findShownOrder(access),
  limit: "changeOrder",
  mails: true,
  act: async ([access], { order }): Promise<void> => {
    const cancelled = await cancelPlacedOrder(
      database(),
      order.id,
      { reason: "customer", note: "" },
      { actor: GUEST, now: await currentTime() },
    );
    show(access, cancelled.ok ? "cancelled" : cancelled.error);
  },
  refuse: async (refusal) => (refusal.error === "rate_limited" ? show(refusal.input[0], refusal.error) : toTracking(refusal.fields)),
});

const ibanFields = orderAccessFields.extend({ iban: line(50) });

/** Saves the customer's bank account for a refund. */
export const saveAccount = publicAction(z.tuple([form(ibanFields)]), {
  access: async ([access]) => await findShownOrder(access),
  limit: "changeOrder",
  mails: true,
  act: async ([{ iban, ...access }], { order }): Promise<void> => {
    const read = electronicFormatIBAN(iban) ?? "";
    if (!isValidIBAN(read)) {
      await saveWrongAccount(access, iban);
      redirect(`${orderPath(access, access.locale)}#account`);
    }
    const saved = await saveRefundIban(database(), order.id, read, { actor: GUEST, now: await currentTime() });
    show(access, saved.ok ? "account_saved" : saved.error);
  },
  refuse: async (refusal) => (refusal.error === "rate_limited" ? show(refusal.input[0], refusal.error) : toTracking(refusal.fields)),
});

/** Redirects to the order's page, which shows the outcome. */
function show(access: z.output<typeof orderAccessFields>, outcome: OrderOutcome): never {
  redirect(`${orderPath(access, access.locale)}?outcome=${outcome}#outcome`);
}

/** Redirects a customer without access to the order to the form that emails a link. */
function toTracking(fields: Readonly<Record<string, string>>): never {
  redirect(localePath(formLocale.parse(fields.locale), "/track"));
}
