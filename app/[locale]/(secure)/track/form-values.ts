import { z } from "zod";
import { readEncryptedCookie, setEncryptedCookie } from "@/app/_server/cookies";
import { line } from "@/lib/core/text";

const text = line(254).catch("");
const schema = z.object({ email: text, reference: text });

/** Saves the values of a rejected form. */
export async function saveFormValues(fields: unknown): Promise<void> {
  await setEncryptedCookie("tracking", schema.parse(fields));
}

export async function readFormValues() {
  return await readEncryptedCookie("tracking", schema);
}
