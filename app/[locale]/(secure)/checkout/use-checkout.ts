"use client";

import { useRouter } from "next/navigation";
import { type FocusEvent, type FormEvent, startTransition, useActionState, useEffect, useRef, useState } from "react";
import { useEarlyChoices } from "@/components/ui/use-early-choices";
import { CHECKOUT_FIELDS, type CheckoutErrors } from "@/lib/checkout/fields";
import type { CheckoutState, PlacedOnline } from "@/lib/checkout/state";
import type { QuoteSummary } from "@/lib/checkout/summary";
import type { Cents } from "@/lib/core/money";

export type SubmitCheckout = (previous: CheckoutState, form: FormData) => Promise<CheckoutState>;

const QUIET_MS = 150;

const rules = () => import("@/lib/checkout/input");

function textsOf(form: HTMLFormElement): Record<string, string> {
  return Object.fromEntries([...new FormData(form)].filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

/**
 * Runs the checkout's form in browsers with script: validates it first with the server's own rules (fetched once the form
 * is shown), preserves its values through every answer, and focuses the first invalid field.
 */
export function useCheckout(
  action: SubmitCheckout,
  initial: CheckoutState & { summary: QuoteSummary },
  firstKey: string,
  deliverable: readonly string[],
) {
  const form = useRef<HTMLFormElement>(null);
  useEarlyChoices(form);
  const [state, dispatch, pending] = useActionState(action, initial);
  const [errors, setErrors] = useState<CheckoutErrors>(initial.errors);
  const [shownTotal, setShownTotal] = useState<Cents | undefined>(initial.summary.totalCents);
  const answer = useRef<(state: CheckoutState) => void>(undefined);
  const quiet = useRef<ReturnType<typeof setTimeout>>(undefined);
  // One key per visit: sending the form again, perhaps with another card, means the same order.
  const [checkoutKey, setCheckoutKey] = useState(firstKey);
  const [placedHere, setPlacedHere] = useState(false);
  useReturn(() => {
    answer.current = undefined;
    setPlacedHere(false);
    setCheckoutKey(crypto.randomUUID());
  });

  /** Whether the form can be sent; if not, the first invalid field gets the focus. */
  async function check(): Promise<boolean> {
    // If the rules can't be fetched, the server still applies them.
    const wrong = await validate().catch(() => ({}));
    setErrors(wrong);
    focusFirst(wrong);
    return Object.keys(wrong).length === 0;
  }

  async function validate(): Promise<CheckoutErrors> {
    if (!form.current) return {};
    const { readCheckout } = await rules();
    const read = readCheckout(textsOf(form.current), deliverable, (state.summary ?? initial.summary).paymentMethods);
    return read.ok ? {} : read.errors;
  }

  function send(intent: "place" | "update" | "coupon" | "drop-coupon") {
    if (!form.current) return;
    const data = new FormData(form.current);
    data.set("intent", intent);
    data.set("script", "on");
    setShownTotal(state.summary?.totalCents);
    startTransition(() => dispatch(data));
  }

  /** Asks for the price again once the customer has stopped choosing. */
  function update() {
    clearTimeout(quiet.current);
    quiet.current = setTimeout(() => send("update"), QUIET_MS);
  }
  useEffect(() => {
    // Prefetches the rules; if that fails, they are fetched again when needed.
    rules().catch(() => {});
    return () => clearTimeout(quiet.current);
  }, []);

  /**
   * Places the order. Resolves to an order that is paid online, or to null if none was placed, and the page says why; never
   * resolves if the answer redirects to another page or an order is already being placed.
   */
  async function place(): Promise<PlacedOnline | null> {
    if (answer.current) return await new Promise(() => {});
    const next = await new Promise<CheckoutState>((resolve) => {
      answer.current = resolve;
      send("place");
    });
    answer.current = undefined;
    setPlacedHere(next.placed !== null);
    setErrors(next.errors);
    if (next.failure?.error === "earlier_checkout") setCheckoutKey(crypto.randomUUID());
    if (next.failure) document.getElementById("outcome")?.focus();
    else focusFirst(next.errors);
    return next.placed;
  }

  useEffect(() => {
    if (state !== initial && state.formValues.intent === "place") answer.current?.(state);
  }, [state, initial]);

  return {
    form,
    dispatch,
    state,
    checkoutKey,
    /** Whether an order was placed on this visit and may still be paid here. */
    placedHere,
    errors,
    pending,
    shownTotal,
    send,
    update,
    check,
    place,
    /** Validates a field that lost the focus, and again those that were invalid. */
    async onBlur(event: FocusEvent<HTMLFormElement>) {
      const left = CHECKOUT_FIELDS.find((field) => field === event.target.getAttribute("name"));
      const filled = event.target instanceof HTMLInputElement && event.target.value !== "";
      if (!left || (!filled && !errors[left])) return;
      const found = await validate().catch(() => null);
      if (!found) return;
      setErrors((known) => Object.fromEntries(Object.entries(found).filter(([field]) => field === left || field in known)));
    },
  };
}

/** The value of the button that sent a form; empty if the return key did. */
export function pressed(event: FormEvent<HTMLFormElement>): string {
  const submitter = event.nativeEvent instanceof SubmitEvent ? event.nativeEvent.submitter : null;
  return submitter instanceof HTMLButtonElement ? submitter.value : "";
}

/** Resets the form when its page is shown again: the browser preserves it on other pages, and the cart may have changed. */
function useReturn(reset: () => void) {
  const router = useRouter();
  const left = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the page is shown, and only then.
  useEffect(() => {
    function come() {
      reset();
      router.refresh();
    }
    if (left.current) come();
    const comeFromCache = (event: PageTransitionEvent) => event.persisted && come();
    addEventListener("pageshow", comeFromCache);
    return () => {
      left.current = true;
      removeEventListener("pageshow", comeFromCache);
    };
  }, []);
}

function focusFirst(errors: CheckoutErrors) {
  const first = CHECKOUT_FIELDS.find((field) => errors[field]);
  if (!first) return;
  // A collapsed part opens for its error first.
  requestAnimationFrame(() => document.getElementById(first)?.focus());
}
