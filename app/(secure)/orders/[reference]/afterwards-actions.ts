"use server";

import { electronicFormatIBAN, isValidIBAN } from "ibantools";
import { redirect } from "next/navigation";
import { z } from "zod";
import { database } from "@/app/_server/database";
import { findShownOrder, orderPath, readAccess } from "@/app/_server/order-session";
import { consumeLimit } from "@/app/_server/request";
import { sendMailAfterwards } from "@/app/_server/send-mail";
import type { OrderId } from "@/lib/core/ids";
import { cancelPlacedOrder } from "@/lib/refunds/cancel-placed-order";
import { saveRefundIban } from "@/lib/refunds/transfer-refund";
import type { ToldCode } from "./told";
import { keepWrongAccount } from "./wrong-account";

/** The customer cancels the order, where that can still be done. */
export async function cancel(form: FormData): Promise<void> {
  await change(form, async (orderId) => {
    const cancelled = await cancelPlacedOrder(database(), orderId, { actor: "customer", reason: "customer", note: "" }, new Date());
    return cancelled.ok ? "cancelled" : cancelled.error;
  });
}

const account = z
  .string()
  .max(50)
  .transform((typed) => electronicFormatIBAN(typed) ?? "")
  .refine((iban) => isValidIBAN(iban));

/** The customer names the account that a refund goes to. */
export async function saveAccount(form: FormData): Promise<void> {
  await change(form, async (orderId) => {
    const iban = account.safeParse(form.get("iban")).data;
    if (!iban) return "account_wrong";
    const given = await saveRefundIban(database(), orderId, iban, new Date());
    return given.ok ? "account_saved" : given.error;
  });
}

/** Does something to the order that the form may see, and leads back to its page, which says what came of it. */
async function change(form: FormData, act: (orderId: OrderId) => Promise<ToldCode | "account_wrong">): Promise<void> {
  const access = readAccess(form);
  const details = access && (await findShownOrder(access));
  if (!details) redirect("/track");
  const outcome = (await consumeLimit("changeOrder")).ok ? await act(details.order.id) : "rate_limited";
  sendMailAfterwards();
  if (outcome !== "account_wrong") redirect(`${orderPath(access)}?told=${outcome}#told`);
  await keepWrongAccount(access, z.string().max(50).catch("").parse(form.get("iban")));
  redirect(`${orderPath(access)}#account`);
}
