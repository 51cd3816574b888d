import { PATIENCE } from "@/components/cart/cart-words";
import { Notice } from "@/components/ui/notice";

const WORDS = {
  cancelled: "Your order is cancelled. We have written to you.",
  too_late: "It can’t be cancelled any more: its hour is over, or we have sent it already. You can still withdraw from it.",
  payment_open: "Your payment is just being made, or its service doesn’t answer. Please try again in a minute.",
  account_saved: "Thank you. We transfer the money to this account.",
  nothing_waits: "There is nothing to transfer at the moment.",
  rate_limited: PATIENCE,
} as const;

export type ToldCode = keyof typeof WORDS;

export const isTold = (text: unknown): text is ToldCode => typeof text === "string" && text in WORDS;

/** What became of a form on an order's page. */
export function Told({ told, cancelled }: { told: ToldCode; cancelled: boolean }) {
  // Cancelled in another window a moment before: that is what was asked for. And nobody is told so of an order that isn't.
  if (told === "cancelled" && !cancelled) return null;
  const code = told === "too_late" && cancelled ? "cancelled" : told;
  return (
    <div id="told">
      <Notice kind={code === "cancelled" || code === "account_saved" ? "success" : "error"}>
        <p>{WORDS[code]}</p>
      </Notice>
    </div>
  );
}
