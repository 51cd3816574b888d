"use client";

import { useRouter } from "next/navigation";
import { type FocusEvent, type FormEvent, startTransition, useActionState, useEffect, useRef, useState } from "react";
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
 * Runs the checkout's form where there is script: validates it here first with the server's own rules (fetched once the
 * form is shown), keeps its values through every answer, and focuses the first wrong field.
 */
export function useCheckout(
  action: SubmitCheckout,
  initial: CheckoutState & { summary: QuoteSummary },
  firstKey: string,
  deliverable: readonly string[],
) {
  const form = useRef<HTMLFormElement>(null);
  const [state, dispatch, pending] = useActionState(action, initial);
  const [errors, setErrors] = useState<CheckoutErrors>(initial.errors);
  const [shownTotal, setShownTotal] = useState<Cents | undefined>(initial.summary.totalCents);
  const answer = useRef<(state: CheckoutState) => void>(undefined);
  const quiet = useRef<ReturnType<typeof setTimeout>>(undefined);
  // One for each visit: sending the form again, perhaps with another card, means the same order.
  const [checkoutKey, setCheckoutKey] = useState(firstKey);
  const [placedHere, setPlacedHere] = useState(false);
  useReturn(() => {
    answer.current = undefined;
    setPlacedHere(false);
    setCheckoutKey(crypto.randomUUID());
  });

  /** Whether the form can be sent; where it can't, the first wrong field gets the focus. */
  async function check(): Promise<boolean> {
    // When the rules can't be fetched the server still has them.
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
    // Fetched before they are needed; a failure is tried again then.
    rules().catch(() => {});
    return () => clearTimeout(quiet.current);
  }, []);

  /**
   * Sends the form to be ordered. Answers with the order where it is paid online, with null where there is none, and
   * the page says why. Where the answer leads to another page, or an order is on its way already, it does not answer.
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
    /** An order was made on this visit, and may still be paid here. */
    placedHere,
    errors,
    pending,
    shownTotal,
    send,
    update,
    check,
    place,
    /** Validates a field that was left, and again those that were wrong. */
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

/** The value of the button that sent a form; empty where the return key did. */
export function pressed(event: FormEvent<HTMLFormElement>): string {
  const submitter = event.nativeEvent instanceof SubmitEvent ? event.nativeEvent.submitter : null;
  return submitter instanceof HTMLButtonElement ? submitter.value : "";
}

/** Resets the form when its page is shown again: the browser keeps it while other pages are shown, and the cart may have changed. */
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
  // A folded part opens for its error first.
  requestAnimationFrame(() => document.getElementById(first)?.focus());
}
