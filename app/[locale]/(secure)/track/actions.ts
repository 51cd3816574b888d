"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { anyone, form, publicAction } from "@/app/_server/action";
import { formLocale } from "@/app/_server/form-locale";
import { acceptTracking, trackingInput } from "@/app/_server/tracking";
import { localePath } from "@/lib/core/locale-path";
import { saveFormValues } from "./form-values";

const fields = trackingInput.extend({ email: trackingInput.shape.email.pipe(z.email()), locale: formLocale });

/** Handles the form of /track, with or without script, and redirects to the page, which shows the outcome. */
export const track = publicAction(z.tuple([form(fields)]), {
  access: anyone,
  limit: "trackOrder",
  act: async ([{ locale, ...input }]) => {
    await acceptTracking(input);
    redirect(localePath(locale, "/track?outcome=accepted#outcome"));
  },
  refuse: async ({ error, fields }) => {
    await saveFormValues(fields);
    const outcome = error === "rate_limited" ? error : "malformed";
    redirect(localePath(formLocale.parse(fields.locale), `/track?outcome=${outcome}#outcome`));
  },
});
