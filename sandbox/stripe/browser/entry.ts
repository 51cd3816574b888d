import { createStripe } from "./stripe-js";

// The script at `GET /stripe.js`, which finds the sandbox by its own address.
const source = document.currentScript;
if (!(source instanceof HTMLScriptElement)) throw new Error("This script has to be loaded by a script element.");
const sandbox = new URL(source.src).origin;
Object.assign(window, { Stripe: (publishableKey: string) => createStripe(publishableKey, sandbox) });
