"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { askForTracking, trackingWish } from "@/app/_server/tracking";
import { keepTyped } from "./typed";

const withAddress = trackingWish.extend({ email: trackingWish.shape.email.pipe(z.email()) });

/** The form of /track, with script or without: it leads back to the page, which says what happens now. */
export async function track(form: FormData): Promise<void> {
  const typed = Object.fromEntries(form);
  const wish = withAddress.safeParse(typed).data;
  const outcome = wish ? await askForTracking(wish) : "malformed";
  if (outcome !== "accepted") await keepTyped(typed);
  redirect(`/track?told=${outcome}#told`);
}
