"use server";

import type { PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/server";
import { z } from "zod";
import { anyone, publicAction } from "@/app/_server/action";
import { askForPasskey } from "@/lib/auth/passkeys";
import { keepChallenge } from "./challenge";

/** What a browser needs to ask for a passkey; null after too many tries. */
export const beginPasskeyAnswer = publicAction(z.tuple([]), {
  access: anyone,
  limit: "signIn",
  act: async (): Promise<PublicKeyCredentialRequestOptionsJSON | null> => {
    const options = await askForPasskey();
    await keepChallenge(options);
    return options;
  },
  refuse: async () => null,
});
