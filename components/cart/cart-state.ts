"use client";

import { useSyncExternalStore } from "react";
import type { CartAnswer } from "@/lib/checkout/cart-answer";
import type { Words } from "@/messages/shape";

/** The state that cart islands on one page share: whether the drawer is open, and its contents. */
type Drawer = { open: false } | { open: true; answer: CartAnswer | null };

let drawer: Drawer = { open: false };
const CLOSED: Drawer = drawer;
const listeners = new Set<() => void>();

function set(next: Drawer) {
  drawer = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Opens the drawer with an action's answer; with null the drawer fetches the cart itself. */
export function openDrawer(answer: CartAnswer | null) {
  set({ open: true, answer });
}

export function closeDrawer() {
  set(CLOSED);
}

export function useDrawer(): Drawer {
  return useSyncExternalStore(
    subscribe,
    () => drawer,
    () => CLOSED,
  );
}

function readCount(): number {
  const found = /(?:^|; )cart_count=(\d+)/.exec(document.cookie);
  return Number(found?.[1] ?? 0);
}

/** Reads the cookie again after each action and when the page is shown again, because cookies have no change event. */
function subscribeToCount(listener: () => void) {
  const moments = ["pageshow", "focus", "cartchange"];
  for (const moment of moments) window.addEventListener(moment, listener);
  return () => {
    for (const moment of moments) window.removeEventListener(moment, listener);
  };
}

/** Notifies the badge that an action may have changed the cookie. */
export function announceChange() {
  window.dispatchEvent(new Event("cartchange"));
}

/** The number in the readable cookie; 0 in the prerendered page. */
export function useCartCount(): number {
  return useSyncExternalStore(subscribeToCount, readCount, () => 0);
}

const never = () => () => {};

/** False in markup from the server, so a form sent before script runs is answered with a page. */
export function useScript(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

/** The props that the layout passes to the cart's islands. */
export type CartProps = {
  show: () => Promise<CartAnswer>;
  change: (previous: CartAnswer, form: FormData) => Promise<CartAnswer>;
  words: Words<"cart">;
};
