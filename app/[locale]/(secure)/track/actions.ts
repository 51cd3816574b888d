"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { anyone, form, publicAction } from "@/app/_server/action";
import { mailTrackingLink, trackingInput } from "@/app/_server/tracking";
import { saveFormValues } from "./form-values";

const fields = trackingInput.extend({ email: trackingInput.shape.email.pipe(z.email()) });

/** The form of /track, with script or without: it leads back to the page, which says what happens now. */
export const track = publicAction(z.tuple([form(fields)]), {
  access: anyone,
  limit: "trackOrder",
  act: async ([asked]) => {
    mailTrackingLink(asked);
    redirect("/track?outcome=accepted#outcome");
  },
  refuse: async ({ error, fields }) => {
    await saveFormValues(fields);
    redirect(`/track?outcome=${error === "rate_limited" ? error : "malformed"}#outcome`);
  },
});
