import { z } from "zod";
import { cleanText } from "@/lib/core/text";

const MIN_PASSWORD_CHARACTERS = 12;
const MAX_PASSWORD_CHARACTERS = 200;

/** A password as somebody types it to sign in. Spaces at its ends belong to it. */
export const typedPassword = z.string().max(MAX_PASSWORD_CHARACTERS).overwrite(cleanText);

/** A new password. */
export const newPassword = typedPassword.min(MIN_PASSWORD_CHARACTERS, `Choose at least ${MIN_PASSWORD_CHARACTERS} characters.`);
