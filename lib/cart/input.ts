import { z } from "zod";
import { variantIdSchema } from "@/lib/ids";

/** The most pieces one line can hold. */
export const MAX_QUANTITY = 999;

const quantitySchema = z.coerce.number().int().min(1).max(MAX_QUANTITY);

export const lineInput = z.object({ variantId: variantIdSchema, quantity: quantitySchema });
export const removeInput = lineInput.pick({ variantId: true });

/** What people type: blanks around it and lower case are forgiven. */
export const couponInput = z.object({ code: z.string().trim().toUpperCase().min(1).max(40) });

/** ISO 3166-1 alpha-2; whether the shop delivers there is the caller's question. */
export const countryInput = z.object({ country: z.string().regex(/^[A-Z]{2}$/) });
