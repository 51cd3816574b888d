import type { CheckoutMessage } from "./browser-script";
import type { Order } from "./ledger";

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
h1{font-size:1.25rem}p.amount{font-size:2rem;font-weight:600;margin:.5rem 0 1.5rem}
button{display:block;width:100%;margin:.6rem 0;padding:.8rem 1rem;border:1px solid #767676;border-radius:6px;background:#fff;font:inherit;text-align:left;cursor:pointer}
button:first-of-type{background:#ffc439;border-color:#ffc439;font-weight:600}small{color:#595959}`;

/** Where the customer decides, as PayPal's own pages would ask; here the outcome is chosen too. */
export function choicePage({ id, request }: Order): string {
  const [{ amount, invoice_id }] = request.purchase_units;
  return page(`<h1>PayPal stand-in: what should happen?</h1>
<p>${escaped(invoice_id)}</p><p class="amount">${escaped(amount.value)} ${escaped(amount.currency_code)}</p>
<form method="post" action="/checkoutnow"><input type="hidden" name="token" value="${escaped(id)}">
<button name="choice" value="paid">Agree and pay</button>
<button name="choice" value="declined">Agree, but the payment is declined</button>
<button name="choice" value="pending">Agree, but the money comes later</button>
<button name="choice" value="vanished">Agree and close the tab</button>
<button name="choice" value="cancelled">Cancel and return to the shop</button></form>
<p><small>No money moves here.</small></p>`);
}

/** Opened by the customer's click, before the shop has made the order. */
export function waitingPage(): string {
  return page(`<p>One moment …</p>${tell({ from: "paypal-sandbox", orderID: "", payerID: "", outcome: "ready" })}`);
}

/** Tells the shop's page what was decided; without one, goes back to the shop by itself. */
export function donePage(message: CheckoutMessage, back: string): string {
  if (message.outcome !== "vanished") return page(`<p>One moment …</p>${tell(message, back)}`);
  return page(`<p>You agreed. The shop's page was not told: close it, and this window.</p>${tell(message)}`);
}

export function messagePage(words: string): string {
  return page(`<p>${escaped(words)}</p>`);
}

function tell(message: CheckoutMessage, otherwise?: string): string {
  const [told, address] = [message, otherwise].map((value) => JSON.stringify(value)?.replaceAll("<", "\\u003c"));
  const alone = address === undefined ? "" : ` else location.replace(${address});`;
  return `<script>if (window.opener) window.opener.postMessage(${told}, "*");${alone}</script>`;
}

function page(content: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>PayPal stand-in</title><style>${STYLE}</style></head><body><main>${content}</main></body></html>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
