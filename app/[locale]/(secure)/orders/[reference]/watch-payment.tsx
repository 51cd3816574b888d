"use client";

import { useEffect } from "react";

const FIRST_WAIT_MS = 3000;
const LONGEST_WAIT_MS = 60_000;

/** Looks again by itself, less and less often, while an order's page waits for its payment. */
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

/** Once, where the badge still counts what has been paid by now. */
export function ForgetOrdered({ reference, sync }: { reference: string; sync: (reference: string) => Promise<void> }) {
  useEffect(() => void sync(reference), [reference, sync]);
  return null;
}

/** A provider may send customers back with a secret in the address: it goes no further. */
export function CleanAddress() {
  useEffect(() => {
    if (location.search.includes("client_secret=")) history.replaceState(null, "", location.pathname);
  }, []);
  return null;
}
