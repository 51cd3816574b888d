import { escapeHtml, page } from "../page";
import type { CheckoutMessage } from "./browser/checkout-message";
import type { Order } from "./ledger";

/** Where the customer decides, as PayPal's own pages would ask; here the outcome is chosen too. */
export function choicePage({ id, request }: Order): string {
  const [{ amount, invoice_id }] = request.purchase_units;
  const euros = new Intl.NumberFormat("en-IE", { style: "currency", currency: amount.currency_code }).format(Number(amount.value));
  return page(
    `PayPal: ${euros}`,
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

/** Opened by the customer's click, before the shop has made the order. */
export function waitingPage(): string {
  return page("One moment", tell({ from: "paypal-sandbox", orderID: "", payerID: "", outcome: "ready" }));
}

/** Tells the shop's page what was decided; without one, goes back to the shop by itself. */
export function donePage(message: CheckoutMessage, back: string): string {
  if (message.outcome !== "vanished") return page("One moment", tell(message, back));
  return page(
    "The tab is closed",
    `<p>The customer agreed, and the shop's page never hears of it. The webhook, or the shop's next look at what is open, tells it.</p>
    <p>Close this window and the shop's tab.</p>${tell(message)}`,
  );
}

export function messagePage(words: string): string {
  return page("PayPal", `<p>${escapeHtml(words)}</p>`);
}

function tell(message: CheckoutMessage, otherwise?: string): string {
  const [told, address] = [message, otherwise].map((value) => JSON.stringify(value)?.replaceAll("<", "\\u003c"));
  const alone = address === undefined ? "" : ` else location.replace(${address});`;
  return `<script>if (window.opener) window.opener.postMessage(${told}, "*");${alone}</script>`;
}
