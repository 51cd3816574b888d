import { createStripe } from "./stripe-js";

// The script at `GET /stripe.js`, which derives the sandbox's address from its own.
const source = document.currentScript;
if (!(source instanceof HTMLScriptElement)) throw new Error("This script must be loaded by a script element.");
const sandbox = new URL(source.src).origin;
Object.assign(window, { Stripe: (publishableKey: string) => createStripe(publishableKey, sandbox) });
