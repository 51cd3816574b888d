"use server";

import { z } from "zod";
import { anyone, form, publicAction } from "@/app/_server/action";
import { database } from "@/app/_server/database";
import { requestStockNotification, stockNotificationInput } from "@/lib/catalog/request-stock-notification";
import { DEFAULT_LOCALE } from "@/lib/core/locales";
import type { NotifyAnswer } from "./notify-form";

/** "Tell me when it is back." Says the same whether or not the address was known. */
export const notifyWhenBack = publicAction(z.tuple([z.unknown(), form(stockNotificationInput)]), {
  access: anyone,
  limit: "stockNotification",
  act: async ([, input]): Promise<NotifyAnswer> => {
    await requestStockNotification(database(), { ...input, locale: DEFAULT_LOCALE });
    return { status: "noted", email: input.email };
  },
  refuse: async (refusal): Promise<NotifyAnswer> => {
    const { email = "" } = refusal.fields;
    if (refusal.error === "rate_limited") return { status: "failed", email, error: "That was often. Try again in an hour." };
    const beside = refusal.error === "malformed" && refusal.issues.find(({ path }) => path.at(-1) === "email");
    return { status: "failed", email, error: beside ? beside.message : "Choose what you are waiting for." };
  },
});
