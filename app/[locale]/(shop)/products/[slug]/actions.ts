"use server";

import { z } from "zod";
import { anyone, form, publicAction } from "@/app/_server/action";
import { database } from "@/app/_server/database";
import { formLocale } from "@/app/_server/form-locale";
import { requestStockNotification, stockNotificationInput } from "@/lib/catalog/request-stock-notification";
import type { NotifyAnswer } from "./notify-form";

/** "Email me when it’s back." Gives the same answer whether or not the address was already known. */
export const notifyWhenBack = publicAction(z.tuple([z.unknown(), form(stockNotificationInput.extend({ locale: formLocale }))]), {
  access: anyone,
  limit: "stockNotification",
  act: async ([, input]): Promise<NotifyAnswer> => {
    await requestStockNotification(database(), input);
    return { status: "noted", email: input.email };
  },
  refuse: async (refusal): Promise<NotifyAnswer> => {
    const { email = "" } = refusal.fields;
    if (refusal.error === "rate_limited") return { status: "failed", email, error: "tooMany" };
    const emailInvalid = refusal.error === "malformed" && refusal.issues.some(({ path }) => path.at(-1) === "email");
    return { status: "failed", email, error: emailInvalid ? "invalidEmail" : "noVariant" };
  },
});
