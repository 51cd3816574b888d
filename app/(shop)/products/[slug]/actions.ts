"use server";

import { z } from "zod";
import { database } from "@/app/_server/database";
import { consumeLimit } from "@/app/_server/request";
import { requestStockNotification, stockNotificationInput } from "@/lib/catalog/request-stock-notification";
import { DEFAULT_LOCALE } from "@/lib/core/locales";
import type { NotifyAnswer } from "./notify-form";

/** "Tell me when it is back." Says the same whether or not the address was known. */
export async function notifyWhenBack(_previous: NotifyAnswer, form: FormData): Promise<NotifyAnswer> {
  const input = stockNotificationInput.safeParse(Object.fromEntries(form));
  const email = String(form.get("email") ?? "");
  if (!input.success) {
    const { email: emailErrors } = z.flattenError(input.error).fieldErrors;
    return { status: "failed", email, error: emailErrors?.[0] ?? "Choose what you are waiting for." };
  }
  const allowed = await consumeLimit("stockNotification");
  if (!allowed.ok) return { status: "failed", email, error: "That was often. Try again in an hour." };
  await requestStockNotification(database(), { ...input.data, locale: DEFAULT_LOCALE });
  return { status: "noted", email };
}
