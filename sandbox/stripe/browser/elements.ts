import type {
  StripeElementsOptionsClientSecret,
  StripeElementsOptionsMode,
  StripeElementsUpdateOptions,
  StripeError,
  StripePaymentElementChangeEvent,
} from "@stripe/stripe-js";
import { createCardFields } from "./card-fields";
import { type Card, parseCard } from "./parse-card";

type Options = StripeElementsOptionsClientSecret | StripeElementsOptionsMode;
type Submitted = { error: StripeError; selectedPaymentMethod?: undefined } | { selectedPaymentMethod: string; error?: undefined };

type Handlers = {
  ready(event: { elementType: "payment" }): void;
  change(event: StripePaymentElementChangeEvent): void;
  loaderror(event: { elementType: "payment"; error: StripeError }): void;
};

/** The part of Stripe's payment element that the shop uses. */
export type PaymentElement = {
  mount(place: string | HTMLElement): void;
  unmount(): void;
  destroy(): void;
  focus(): void;
  update(options: object): void;
  on<Name extends keyof Handlers>(name: Name, handler: Handlers[Name]): PaymentElement;
};

/** The part of Stripe's elements that the shop uses. */
export type Elements = {
  create(type: "payment", options?: object): PaymentElement;
  getElement(type: "payment"): PaymentElement | null;
  submit(): Promise<Submitted>;
  update(options: StripeElementsUpdateOptions): Promise<void>;
};

/** The part of elements hidden from the shop, which confirming a payment needs. */
export type ElementsState = {
  clientSecret: string | undefined;
  /** In cents, if the elements were created before the intent, which must have the same amount. */
  amount: number | undefined;
  submitted: boolean;
  card(): Card | undefined;
  closesTab(): boolean;
  show(error: StripeError): void;
};

/** The state of each of the shop's elements objects. */
export const states = new WeakMap<object, ElementsState>();

export function createElements(options: Options): Elements {
  const handlers: { [Name in keyof Handlers]: Handlers[Name][] } = { ready: [], change: [], loaderror: [] };
  let created: PaymentElement | undefined;
  const fields = createCardFields({
    variables: { ...options.appearance?.variables },
    changed() {
      state.submitted = false;
      const { number, expiry, securityCode } = fields.values();
      const empty = number === "" && expiry === "" && securityCode === "";
      const complete = state.card() !== undefined;
      for (const handler of handlers.change)
        handler({ elementType: "payment", collapsed: false, empty, complete, value: { type: "card" } });
    },
    entered: () => fields.host.closest("form")?.requestSubmit(),
  });

  const state: ElementsState = {
    clientSecret: options.clientSecret,
    amount: "amount" in options ? options.amount : undefined,
    submitted: false,
    card() {
      const card = parseCard(fields.values(), new Date());
      return "field" in card ? undefined : card;
    },
    closesTab: fields.closesTab,
    show({ type, message = "" }) {
      if (type === "card_error") fields.show({ field: "number", code: "", message });
    },
  };

  const element: PaymentElement = {
    mount(place) {
      const container = typeof place === "string" ? document.querySelector(place) : place;
      if (container === null) throw new Error(`The selector you specified (${place}) applies to no DOM elements.`);
      container.replaceChildren(fields.host);
      queueMicrotask(() => {
        for (const handler of handlers.ready) handler({ elementType: "payment" });
      });
    },
    unmount: () => fields.host.remove(),
    destroy() {
      fields.host.remove();
      created = undefined;
    },
    focus: fields.focus,
    update() {}, // The form has nothing that could change.
    on(name, handler) {
      handlers[name].push(handler);
      return element;
    },
  };

  const elements: Elements = {
    create() {
      if (created !== undefined) throw new Error("Can only create one Element of type payment.");
      created = element;
      return element;
    },
    getElement: () => created ?? null,
    async submit() {
      const card = parseCard(fields.values(), new Date());
      if ("field" in card) {
        fields.show(card);
        return { error: { type: "validation_error", code: card.code, message: card.message } };
      }
      fields.show(undefined);
      state.submitted = true;
      return { selectedPaymentMethod: "card" };
    },
    async update({ amount, appearance }) {
      if (amount !== undefined) state.amount = amount;
      for (const [name, value] of Object.entries(appearance?.variables ?? {})) fields.host.style.setProperty(`--${name}`, String(value));
    },
  };
  states.set(elements, state);
  return elements;
}
