import type { PayPalButtonsComponentProps } from "@paypal/react-paypal-js";

const LABELS: Record<string, string> = {
  paypal: "PayPal",
  checkout: "PayPal Checkout",
  buynow: "Buy now with PayPal",
  pay: "Pay with PayPal",
};
const RADIUS = { rect: "4px", pill: "999px", sharp: "0" };
const COLORS = {
  gold: { background: "#ffc439", color: "#111111" },
  blue: { background: "#0070ba", color: "#ffffff" },
  silver: { background: "#eeeeee", color: "#111111" },
  white: { background: "#ffffff", color: "#111111" },
  black: { background: "#2c2e2f", color: "#ffffff" },
};

/** Applies PayPal's style options one by one, as even a strict content security policy allows. */
export function styleButton(
  button: HTMLButtonElement,
  { label = "paypal", color = "gold", height = 44, ...given }: PayPalButtonsComponentProps["style"] = {},
): void {
  const { shape = "rect", borderRadius } = given;
  button.type = "button";
  button.textContent = LABELS[label] ?? "PayPal";
  Object.assign(button.style, {
    display: "block",
    width: "100%",
    height: `${height}px`,
    border: color === "white" ? "1px solid #555555" : "0",
    borderRadius: borderRadius === undefined ? RADIUS[shape] : `${borderRadius}px`,
    ...COLORS[color],
    font: "600 16px/1 system-ui, sans-serif",
    cursor: "pointer",
  });
}
