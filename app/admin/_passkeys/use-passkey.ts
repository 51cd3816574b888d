import { type AuthenticationResponseJSON, startAuthentication } from "@simplewebauthn/browser";
import { beginPasskeyAnswer } from "./actions";

/** Asks the browser for a passkey. Returns a sentence instead if there is none, or its owner stopped. */
export async function answerWithPasskey(): Promise<AuthenticationResponseJSON | string> {
  const optionsJSON = await beginPasskeyAnswer();
  if (!optionsJSON) return "Too many tries. Wait a few minutes.";
  try {
    return await startAuthentication({ optionsJSON });
  } catch {
    return "No passkey was used. Try again, or use another way.";
  }
}
