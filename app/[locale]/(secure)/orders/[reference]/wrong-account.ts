import { z } from "zod";
import { readEncryptedCookie, setEncryptedCookie } from "@/app/_server/cookies";
import type { OrderAccess } from "@/app/_server/session";
import { line } from "@/lib/core/text";

const schema = z.object({ reference: line(60), iban: line(50) });

/** Saves a mistyped account number for the order's page, where it can be corrected. */
export async function saveWrongAccount({ reference }: OrderAccess, iban: string): Promise<void> {
  await setEncryptedCookie("wrong_account", { reference, iban });
}

export async function readWrongAccount({ reference }: OrderAccess): Promise<string | undefined> {
  const saved = await readEncryptedCookie("wrong_account", schema);
  return saved?.reference === reference ? saved.iban : undefined;
}
