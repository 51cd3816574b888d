import { createStripe } from "./stripe-js";

// What `GET /stripe.js` runs in the shop's page; the sandbox is where this script came from.
const source = document.currentScript;
if (!(source instanceof HTMLScriptElement)) throw new Error("This script has to be loaded by a script element.");
const sandbox = new URL(source.src).origin;
Object.assign(window, { Stripe: (publishableKey: string) => createStripe(publishableKey, sandbox) });
