import { TEST_CARDS } from "../test-cards";
import { CARD_STYLES } from "./card-styles";
import { type CardProblem, parseCard } from "./parse-card";

/** Pays and closes the tab, so the shop learns of it only by webhook. */
const CLOSES_TAB = "closes-tab";

/** The form of a payment element: a card's three fields, and a choice of test cards that fills them in. */
export type CardFields = {
  readonly host: HTMLElement;
  values(): { number: string; expiry: string; securityCode: string };
  closesTab(): boolean;
  /** Shows the problem beside its field, or clears the last one. */
  show(problem: CardProblem | undefined): void;
  focus(): void;
};

export function createCardFields(setting: { variables: Readonly<Record<string, string>>; changed(): void; entered(): void }): CardFields {
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(CARD_STYLES);
  root.adoptedStyleSheets = [sheet];
  for (const [name, value] of Object.entries(setting.variables)) host.style.setProperty(`--${name}`, value);

  const outcome = document.createElement("select");
  outcome.append(
    new Option("What the card below does", ""),
    ...TEST_CARDS.map(({ number, title }) => new Option(`${title} (… ${number.slice(-4)})`, number)),
    new Option("Pays, and closes the tab at once", CLOSES_TAB),
  );
  const note = document.createElement("p");
  note.textContent = "A stand-in for Stripe: no money moves, and real cards are refused.";
  const sandbox = labelled("What should happen", "outcome", outcome);
  sandbox.classList.add("sandbox", "wide");
  sandbox.append(note);

  const number = input("Card number", "number", "cc-number", "1234 1234 1234 1234", 23);
  const expiry = input("Expiry date", "expiry", "cc-exp", "MM / YY", 7);
  const securityCode = input("Security code", "securityCode", "cc-csc", "123", 4);
  const inputs = { number, expiry, securityCode };
  number.field.classList.add("wide");

  const fieldset = document.createElement("fieldset");
  const legend = document.createElement("legend");
  legend.textContent = "Card";
  fieldset.append(legend, sandbox, number.field, expiry.field, securityCode.field);
  root.append(fieldset);

  outcome.addEventListener("change", () => {
    if (outcome.value === "") return;
    number.input.value = grouped(outcome.value === CLOSES_TAB ? TEST_CARDS[0].number : outcome.value);
    expiry.input.value = "12 / 40";
    securityCode.input.value = "123";
    fields.show(undefined);
    setting.changed();
  });
  onTyped(number.input, grouped);
  onTyped(expiry.input, (typed) => typed.replace(/\D/g, "").replace(/^(\d\d)(\d{1,2}).*/, "$1 / $2"));
  fieldset.addEventListener("input", (event) => {
    if (event.target !== outcome) outcome.value = "";
    setting.changed();
  });
  fieldset.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target instanceof HTMLInputElement) setting.entered();
  });

  const fields: CardFields = {
    host,
    values: () => ({ number: number.input.value, expiry: expiry.input.value, securityCode: securityCode.input.value }),
    closesTab: () => outcome.value === CLOSES_TAB,
    show(problem) {
      for (const [name, { input, error }] of Object.entries(inputs)) {
        const wrong = problem?.field === name;
        error.textContent = wrong ? problem.message : "";
        input.setAttribute("aria-invalid", String(wrong));
        if (wrong) input.focus();
      }
    },
    focus: () => number.input.focus(),
  };
  for (const { input } of Object.values(inputs)) {
    input.addEventListener("change", () => {
      if (input.getAttribute("aria-invalid") === "true" && !("field" in parseCard(fields.values(), new Date()))) fields.show(undefined);
    });
  }
  return fields;
}

function labelled(text: string, id: string, control: HTMLElement): HTMLElement {
  const field = document.createElement("div");
  field.className = "field";
  const label = document.createElement("label");
  label.textContent = text;
  label.htmlFor = id;
  control.id = id;
  field.append(label, control);
  return field;
}

function input(text: string, id: string, autocomplete: "cc-number" | "cc-exp" | "cc-csc", placeholder: string, maxLength: number) {
  const input = document.createElement("input");
  Object.assign(input, { type: "text", inputMode: "numeric", autocomplete, placeholder, maxLength });
  const error = document.createElement("p");
  error.className = "error";
  error.id = `${id}-error`;
  input.setAttribute("aria-describedby", error.id);
  const field = labelled(text, id, input);
  field.append(error);
  return { field, input, error };
}

/** Formats text typed at the end, and leaves corrections in the middle alone. */
function onTyped(input: HTMLInputElement, written: (typed: string) => string): void {
  input.addEventListener("input", (event) => {
    const deleting = event instanceof InputEvent && event.inputType.startsWith("delete");
    if (!deleting && input.selectionStart === input.value.length) input.value = written(input.value);
  });
}

function grouped(number: string): string {
  return number
    .replace(/\D/g, "")
    .replace(/(.{4})/g, "$1 ")
    .trim();
}
