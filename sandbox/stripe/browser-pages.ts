import { escapeHtml, formatMoney, page } from "../base/page";
import type { PaymentIntent } from "./ledger";
import { cardTitle } from "./resources";

/** The bank's 3-D Secure page. */
export function authenticationPage(intent: PaymentIntent): string {
  const amount = formatMoney(intent.amount, intent.currency);
  if (intent.status !== "requires_action") {
    return page(
      "3-D Secure",
      `<p>There is nothing left to do here.</p><p><a href="${escapeHtml(intent.returnUrl ?? "/")}">Back to the shop</a></p>`,
    );
  }
  return page(
    "3-D Secure",
    `<p>Your bank asks: do you pay ${escapeHtml(amount)} with ${escapeHtml(intent.card ? cardTitle(intent.card) : "your card")}?</p>
    <form method="post">
      <button name="outcome" value="complete">Complete authentication</button>
      <button class="quiet" name="outcome" value="fail">Fail authentication</button>
    </form>
    <p>To leave without an answer, close this tab.</p>`,
  );
}

export function closedTabPage(): string {
  return page(
    "The tab is closed",
    `<p>The payment went through, but the shop's page was closed first. The shop learns of it from the webhook, or when it next checks its open payments.</p>
    <p>Close this tab, or <a href="/">see what happened</a>.</p>`,
  );
}
