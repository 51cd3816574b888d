import { z } from "zod";
import { keepSealed, readSealed } from "@/app/_server/sealed-cookie";

const NAME = "tracking";
const text = z.string().max(254).catch("");
const typedSchema = z.object({ email: text, reference: text });

/** Keeps what stood in a form that was not taken. */
export async function keepTyped(typed: unknown): Promise<void> {
  await keepSealed(NAME, "/track", typedSchema.parse(typed));
}

export async function readTyped() {
  return await readSealed(NAME, typedSchema);
}
