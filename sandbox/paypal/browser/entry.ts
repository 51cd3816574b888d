import { createPayPalScript } from "./paypal-js";

// The script at `GET /paypal.js`, which derives the sandbox's address from its own.
const source = document.currentScript;
if (!(source instanceof HTMLScriptElement)) throw new Error("This script must be loaded by a script element.");
const { origin, searchParams } = new URL(source.src);
window.paypal = createPayPalScript(origin, searchParams.get("currency") ?? "USD");
