import { z } from "zod";
import { deleteCookie, readEncryptedCookie, setEncryptedCookie } from "@/app/_server/cookies";
import { line } from "@/lib/core/text";

/** Keeps the challenge of these options for this browser's next answer. */
export async function keepChallenge({ challenge }: { challenge: string }): Promise<void> {
  await setEncryptedCookie("passkey", { challenge });
}

/** Takes back the challenge that this browser was given in the last minutes. */
export async function takeChallenge(): Promise<string | undefined> {
  const kept = await readEncryptedCookie("passkey", z.object({ challenge: line(200) }));
  if (kept) await deleteCookie("passkey");
  return kept?.challenge;
}
