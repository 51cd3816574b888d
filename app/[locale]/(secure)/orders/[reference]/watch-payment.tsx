"use client";

import { useEffect } from "react";

const FIRST_WAIT_MS = 3000;
const LONGEST_WAIT_MS = 60_000;

/** Polls the outcome of a payment at growing intervals while the order's page waits for it. */
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

/** Updates the badge once if it still counts items that have been paid. */
export function ForgetOrdered({ reference, sync }: { reference: string; sync: (reference: string) => Promise<void> }) {
  useEffect(() => void sync(reference), [reference, sync]);
  return null;
}

/** Removes the secret that a provider may leave in the URL of a returning customer. */
export function CleanAddress() {
  useEffect(() => {
    if (location.search.includes("client_secret=")) history.replaceState(null, "", location.pathname);
  }, []);
  return null;
}
