import type { PayPalButtonsComponentProps } from "@paypal/react-paypal-js";

type PayPal = NonNullable<Window["paypal"]>;
type Buttons = NonNullable<PayPal["Buttons"]>;
type ButtonOptions = Omit<PayPalButtonsComponentProps, "className" | "children" | "disabled" | "forceReRender">;
type ApproveActions = Parameters<NonNullable<ButtonOptions["onApprove"]>>[1];

/** What the window where the customer decides tells the shop's page. */
export type CheckoutMessage = {
  from: "paypal-sandbox";
  orderID: string;
  payerID: string;
  /** `ready`: open, without an order yet; `vanished`: the customer agreed, and the shop's page is gone before it hears of it. */
  outcome: "ready" | "approved" | "cancelled" | "vanished";
};

/**
 * Defines `window.paypal` with its buttons. It runs in the customer's browser, alone: sent as its own text, it can use nothing
 * from outside. Styles are set one by one, which the strictest content security policy allows.
 */
export function definePayPal(sandboxUrl: string, currency: string): void {
  const LABELS = { paypal: "PayPal", checkout: "PayPal Checkout", buynow: "Buy now with PayPal", pay: "Pay with PayPal" };
  const COLORS = { gold: "#ffc439", blue: "#0070ba", silver: "#eeeeee", white: "#ffffff", black: "#2c2e2f" };
  const LOOK_MS = 200;

  const failure = (error: unknown) => ({ message: error instanceof Error ? error.message : String(error) });
  const text = (record: Readonly<Record<string, string>>, name: string | undefined) => (name && record[name]) || undefined;
  const addressOf = (orderID: string) =>
    `${sandboxUrl}/checkoutnow?token=${encodeURIComponent(orderID)}&currency=${encodeURIComponent(currency)}`;

  /** What the window says next; closing it is a word too. */
  function nextMessage(checkout: Window): Promise<CheckoutMessage> {
    return new Promise((resolve) => {
      const done = (message: CheckoutMessage) => {
        clearInterval(looking);
        window.removeEventListener("message", hear);
        resolve(message);
      };
      const hear = ({ origin, source, data }: MessageEvent) => {
        if (origin === new URL(sandboxUrl).origin && source === checkout && data?.from === "paypal-sandbox") done(data);
      };
      const looking = setInterval(() => {
        if (checkout.closed) done({ from: "paypal-sandbox", orderID: "", payerID: "", outcome: "cancelled" });
      }, LOOK_MS);
      window.addEventListener("message", hear);
    });
  }

  const createButtons: Buttons = (given = {}) => {
    const options: ButtonOptions = { ...given };
    const holder = document.createElement("div");
    const button = document.createElement("button");
    let opened: Window | null = null;
    let busy = false;

    function style(): void {
      const { label, color = "gold", height = 44, shape = "rect", borderRadius } = options.style ?? {};
      button.type = "button";
      button.textContent = text(LABELS, label) ?? LABELS.paypal;
      const dark = color === "blue" || color === "black";
      Object.assign(button.style, {
        display: "block",
        width: "100%",
        height: `${height}px`,
        border: color === "white" ? "1px solid #555555" : "0",
        borderRadius: borderRadius === undefined ? { rect: "4px", pill: "999px", sharp: "0" }[shape] : `${borderRadius}px`,
        background: text(COLORS, color) ?? COLORS.gold,
        color: dark ? "#ffffff" : "#111111",
        font: "600 16px/1 system-ui, sans-serif",
        cursor: "pointer",
      });
    }

    async function letDecide(checkout: Window, orderID: string): Promise<void> {
      checkout.location.href = addressOf(orderID);
      const { outcome, payerID } = await nextMessage(checkout);
      if (outcome === "vanished") return;
      if (outcome === "cancelled") return cancel(checkout, orderID);
      let again = false;
      const actions: ApproveActions = {
        redirect: (address) => window.location.assign(address),
        restart: () => {
          again = true;
        },
      };
      await options.onApprove?.({ orderID, payerID, billingToken: null, facilitatorAccessToken: "" }, actions);
      if (again) await letDecide(checkout, orderID);
      else checkout.close();
    }

    function cancel(checkout: Window, orderID: string): void {
      checkout.close();
      options.onCancel?.({ orderID }, { redirect: () => undefined });
    }

    async function pay(): Promise<void> {
      let refused = false;
      const reject = async () => {
        refused = true;
      };
      await options.onClick?.({ fundingSource: "paypal" }, { resolve: async () => undefined, reject });
      if (refused || !options.createOrder) return;
      opened = window.open(`${sandboxUrl}/checkoutnow`, "_blank", "popup,width=480,height=720");
      if (!opened) throw new Error("The window of PayPal could not be opened.");
      // Sent on before it is there, a browser may count it as another site's and cut it off from this page.
      const ready = nextMessage(opened);
      const create = () => Promise.reject(new Error("Orders are made by the shop's server."));
      const orderID = await options.createOrder({ paymentSource: "paypal" }, { order: { create } });
      if ((await ready).outcome === "ready") await letDecide(opened, orderID);
      else cancel(opened, orderID);
    }

    button.addEventListener("click", () => {
      if (busy) {
        opened?.focus();
        return;
      }
      busy = true;
      pay()
        .catch((error: unknown) => {
          opened?.close();
          options.onError?.(failure(error));
        })
        .finally(() => {
          busy = false;
        });
    });

    return {
      isEligible: () => options.fundingSource === undefined || options.fundingSource === "paypal",
      async render(container) {
        const place = typeof container === "string" ? document.querySelector(container) : container;
        if (!place) throw new Error("There is no place for PayPal's buttons.");
        style();
        holder.append(button);
        place.append(holder);
        const enable = async () => {
          button.disabled = false;
        };
        const disable = async () => {
          button.disabled = true;
        };
        options.onInit?.({}, { enable, disable });
      },
      async close() {
        opened?.close();
        holder.remove();
      },
      async updateProps(props) {
        Object.assign(options, props);
        style();
      },
      resume: () => undefined,
      hasReturned: () => false,
    };
  };

  const paypal: PayPal = { version: "sandbox", Buttons: createButtons, FUNDING: { PAYPAL: "paypal" } };
  window.paypal = paypal;
}
