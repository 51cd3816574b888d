import { z } from "zod";
import { line } from "@/lib/core/text";

/** More than any authenticator sends. */
const BYTES = 8000;
const ID = 1400;

/** Nothing here asks for an extension, so what they answer is dropped. */
const extensions = z.unknown().transform(() => ({}));

const credential = { id: line(ID), rawId: line(ID), type: z.literal("public-key"), clientExtensionResults: extensions };

/** A passkey's answer to a challenge, as `startAuthentication` returns it. */
export const passkeyAnswer = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: line(BYTES),
    authenticatorData: line(BYTES),
    signature: line(BYTES),
    userHandle: line(ID).optional(),
  }),
});

/** A new passkey, as `startRegistration` returns it. */
export const newPasskey = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: line(BYTES),
    attestationObject: line(BYTES),
    transports: z.array(line(20)).max(10).optional(),
  }),
});
