import { createPayPalScript } from "./paypal-js";

// What `GET /paypal.js` runs in the shop's page; the sandbox is where this script came from.
const source = document.currentScript;
if (!(source instanceof HTMLScriptElement)) throw new Error("This script has to be loaded by a script element.");
const { origin, searchParams } = new URL(source.src);
window.paypal = createPayPalScript(origin, searchParams.get("currency") ?? "USD");
