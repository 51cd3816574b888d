/** What the window where the customer decides tells the shop's page. */
export type CheckoutMessage = {
  from: "paypal-sandbox";
  orderID: string;
  payerID: string;
  /** `ready`: open, without an order yet; `vanished`: the customer agreed, and the shop's page is gone before it hears of it. */
  outcome: "ready" | "approved" | "cancelled" | "vanished";
};
