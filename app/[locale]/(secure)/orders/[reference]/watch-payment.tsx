"use client";

import { useEffect } from "react";

const FIRST_WAIT_MS = 3000;
const LONGEST_WAIT_MS = 60_000;

/** Asks for the outcome of a payment, less and less often, while the order's page waits for it. */
export function WatchPayment({ reference, sync }: { reference: string; sync: (reference: string) => Promise<void> }) {
  useEffect(() => {
    let waitMs = FIRST_WAIT_MS;
    let timer = setTimeout(look, waitMs);
    async function look() {
      waitMs = Math.min(waitMs * 1.5, LONGEST_WAIT_MS);
      timer = setTimeout(look, waitMs);
      if (document.visibilityState === "visible") await sync(reference);
    }
    return () => clearTimeout(timer);
  }, [reference, sync]);
  return null;
}

/** Updates the badge once, where it still counts items that are paid by now. */
export function ForgetOrdered({ reference, sync }: { reference: string; sync: (reference: string) => Promise<void> }) {
  useEffect(() => void sync(reference), [reference, sync]);
  return null;
}

/** Removes the secret that a provider may leave in the address of a returning customer. */
export function CleanAddress() {
  useEffect(() => {
    if (location.search.includes("client_secret=")) history.replaceState(null, "", location.pathname);
  }, []);
  return null;
}
