"use client";

import { type FocusEvent, type FormEvent, startTransition, useActionState, useEffect, useRef, useState } from "react";
import { CHECKOUT_FIELDS, type CheckoutErrors } from "@/lib/checkout/fields";
import type { CheckoutState } from "@/lib/checkout/state";

export type SubmitCheckout = (previous: CheckoutState, form: FormData) => Promise<CheckoutState>;

const QUIET_MS = 150;

function textsOf(form: HTMLFormElement): Record<string, string> {
  return Object.fromEntries([...new FormData(form)].filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

/**
 * Runs the checkout's form where there is script: judges it here first with the server's own rules (fetched when the
 * first field is entered), keeps what was typed through every answer, and leads to what needs another look.
 */
export function useCheckout(action: SubmitCheckout, initial: CheckoutState, deliverable: readonly string[]) {
  const form = useRef<HTMLFormElement>(null);
  const [state, dispatch, pending] = useActionState(action, initial);
  const [errors, setErrors] = useState<CheckoutErrors>(initial.errors);
  const [shownTotal, setShownTotal] = useState(initial.summary?.totalCents);
  const placing = useRef(false);
  const quiet = useRef<ReturnType<typeof setTimeout>>(undefined);

  async function judge(): Promise<CheckoutErrors> {
    if (!form.current) return {};
    const { readCheckout } = await import("@/lib/checkout/input");
    const read = readCheckout(textsOf(form.current), deliverable);
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

  /** Asks for the price anew once the choice has settled. */
  function update() {
    clearTimeout(quiet.current);
    quiet.current = setTimeout(() => send("update"), QUIET_MS);
  }
  useEffect(() => () => clearTimeout(quiet.current), []);

  async function place() {
    if (placing.current) return;
    placing.current = true;
    // When the rules can't be fetched the server still has them.
    const wrong = await judge().catch(() => ({}));
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) {
      placing.current = false;
      focusFirst(wrong);
    } else {
      send("place");
    }
  }

  useEffect(() => {
    if (state === initial || !placing.current) return;
    placing.current = false;
    setErrors(state.errors);
    if (state.failure) document.getElementById("told")?.focus();
    else focusFirst(state.errors);
  }, [state, initial]);

  return {
    form,
    dispatch,
    state,
    errors,
    pending,
    shownTotal,
    send,
    update,
    onSubmit(event: FormEvent<HTMLFormElement>) {
      event.preventDefault();
      const submitter = event.nativeEvent instanceof SubmitEvent ? event.nativeEvent.submitter : null;
      const intent = submitter instanceof HTMLButtonElement ? submitter.value : "";
      if (intent === "coupon" || intent === "drop-coupon") send(intent);
      else void place();
    },
    /** A field that was left is judged, and those that were wrong are judged again. */
    async onBlur(event: FocusEvent<HTMLFormElement>) {
      const left = CHECKOUT_FIELDS.find((field) => field === event.target.getAttribute("name"));
      const typed = event.target instanceof HTMLInputElement && event.target.value !== "";
      if (!left || (!typed && !errors[left])) return;
      const found = await judge().catch(() => null);
      if (!found) return;
      setErrors((known) => Object.fromEntries(Object.entries(found).filter(([field]) => field === left || field in known)));
    },
  };
}

function focusFirst(errors: CheckoutErrors) {
  const first = CHECKOUT_FIELDS.find((field) => errors[field]);
  if (!first) return;
  // The markup must hold it first: a folded part opens for its error.
  requestAnimationFrame(() => document.getElementById(first)?.focus());
}
