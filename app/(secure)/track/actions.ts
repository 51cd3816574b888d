"use server";

import { redirect } from "next/navigation";
import { askForTracking } from "@/app/_server/tracking";

/** The form of /track, with script or without: it leads back to the page, which says what happens now. */
export async function track(form: FormData): Promise<void> {
  const outcome = await askForTracking({ email: form.get("email"), reference: form.get("reference") });
  redirect(`/track?told=${outcome}#told`);
}
