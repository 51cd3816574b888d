import { createPayPalScript } from "./paypal-js";

// The script at `GET /paypal.js`, which finds the sandbox by its own address.
const source = document.currentScript;
if (!(source instanceof HTMLScriptElement)) throw new Error("This script has to be loaded by a script element.");
const { origin, searchParams } = new URL(source.src);
window.paypal = createPayPalScript(origin, searchParams.get("currency") ?? "USD");
