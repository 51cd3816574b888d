import { escapeHtml, formatMoney, page } from "../base/page";
import type { CheckoutMessage } from "./browser/paypal-js";
import { centsOf, type Order } from "./ledger";

/** The page where the customer decides, as at PayPal, and also chooses the outcome. */
export function choicePage({ id, request }: Order): string {
  const [{ amount, invoice_id }] = request.purchase_units;
  const price = formatMoney(centsOf(amount), amount.currency_code);
  return page(
    `PayPal: ${price}`,
    `<p>${escapeHtml(invoice_id)}</p>
    <form method="post" action="/checkoutnow">
      <input type="hidden" name="token" value="${escapeHtml(id)}">
      <button name="choice" value="paid">Agree and pay</button>
      <button class="quiet" name="choice" value="declined">Agree, but the payment is declined</button>
      <button class="quiet" name="choice" value="pending">Agree, but the money comes later</button>
      <button class="quiet" name="choice" value="vanished">Agree and close the tab</button>
      <button class="quiet" name="choice" value="cancelled">Cancel and return to the shop</button>
    </form>`,
  );
}

/** The page that the customer's click opens, before the shop has created the order. */
export function waitingPage(): string {
  return page("One moment", postMessage({ from: "paypal-sandbox", orderID: "", payerID: "", outcome: "ready" }));
}

/** Passes the decision on to the shop's page; if that is gone, the browser returns to the shop. */
export function donePage(message: CheckoutMessage, returnUrl: string): string {
  if (message.outcome !== "vanished") return page("One moment", postMessage(message, returnUrl));
  return page(
    "The tab is closed",
    `<p>The customer agreed, but the shop's page was closed first. The shop learns of it from the webhook, or when it next checks its open payments.</p>
    <p>Close this window and the shop's tab.</p>${postMessage(message)}`,
  );
}

export function messagePage(words: string): string {
  return page("PayPal", `<p>${escapeHtml(words)}</p>`);
}

function postMessage(message: CheckoutMessage, otherwise?: string): string {
  const [posted, address] = [message, otherwise].map((value) => JSON.stringify(value)?.replaceAll("<", "\\u003c"));
  const alone = address === undefined ? "" : ` else location.replace(${address});`;
  return `<script>if (window.opener) window.opener.postMessage(${posted}, "*");${alone}</script>`;
}
