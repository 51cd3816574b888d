import type { PayPalButtonsComponentProps } from "@paypal/react-paypal-js";
import { styleButton } from "./style-button";

/** A message to the shop's page from the window where the customer decides. */
export type CheckoutMessage = {
  from: "paypal-sandbox";
  orderID: string;
  payerID: string;
  /** `ready`: open, without an order yet; `vanished`: the customer agreed, but the shop's page was gone before it could learn of it. */
  outcome: "ready" | "approved" | "cancelled" | "vanished";
};

type PayPalScript = NonNullable<Window["paypal"]>;
type Buttons = NonNullable<PayPalScript["Buttons"]>;
type ButtonOptions = Omit<PayPalButtonsComponentProps, "className" | "children" | "disabled" | "forceReRender">;
type ApproveActions = Parameters<NonNullable<ButtonOptions["onApprove"]>>[1];

const POLL_MS = 200;

/** `window.paypal` with its buttons. As with PayPal itself, the customer decides in a separate window. */
export function createPayPalScript(sandboxUrl: string, currency: string): PayPalScript {
  const createFor: Buttons = (options) => createButtons(sandboxUrl, currency, options);
  return { version: "sandbox", Buttons: createFor, FUNDING: { PAYPAL: "paypal" } };
}

function createButtons(sandboxUrl: string, currency: string, given: ButtonOptions = {}): ReturnType<Buttons> {
  const options: ButtonOptions = { ...given };
  const holder = document.createElement("div");
  const button = document.createElement("button");
  let opened: Window | null = null;
  let busy = false;

  async function askCustomer(checkout: Window, orderID: string): Promise<void> {
    checkout.location.href = `${sandboxUrl}/checkoutnow?${new URLSearchParams({ token: orderID, currency })}`;
    const { outcome, payerID } = await nextMessage(checkout, sandboxUrl);
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
    if (again) await askCustomer(checkout, orderID);
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
    if (!opened) throw new Error("PayPal's window could not be opened.");
    // A window that is redirected before it has loaded may lose its link to this page.
    const ready = nextMessage(opened, sandboxUrl);
    const create = () => Promise.reject(new Error("The shop's server creates the orders."));
    const orderID = await options.createOrder({ paymentSource: "paypal" }, { order: { create } });
    if ((await ready).outcome === "ready") await askCustomer(opened, orderID);
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
        // The page receives a copy of its own error, because only the message passes between PayPal and the page.
        options.onError?.({ message: error instanceof Error ? error.message : String(error) });
      })
      .finally(() => {
        busy = false;
      });
  });

  return {
    isEligible: () => options.fundingSource === undefined || options.fundingSource === "paypal",
    async render(container) {
      const place = typeof container === "string" ? document.querySelector(container) : container;
      if (!place) throw new Error("There is no element for PayPal's buttons.");
      styleButton(button, options.style);
      holder.append(button);
      place.append(holder);
      options.onInit?.({}, { enable: async () => setDisabled(false), disable: async () => setDisabled(true) });
    },
    async close() {
      opened?.close();
      holder.remove();
    },
    async updateProps(props) {
      Object.assign(options, props);
      styleButton(button, options.style);
    },
    resume: () => undefined,
    hasReturned: () => false,
  };

  function setDisabled(disabled: boolean): void {
    button.disabled = disabled;
  }
}

/** The window's next message. Closing it counts as cancelling. */
function nextMessage(checkout: Window, sandboxUrl: string): Promise<CheckoutMessage> {
  return new Promise((resolve) => {
    const done = (message: CheckoutMessage) => {
      clearInterval(polling);
      window.removeEventListener("message", hear);
      resolve(message);
    };
    const hear = ({ origin, source, data }: MessageEvent) => {
      if (origin === sandboxUrl && source === checkout && data?.from === "paypal-sandbox") done(data);
    };
    const polling = setInterval(() => {
      if (checkout.closed) done({ from: "paypal-sandbox", orderID: "", payerID: "", outcome: "cancelled" });
    }, POLL_MS);
    window.addEventListener("message", hear);
  });
}
