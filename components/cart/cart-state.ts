"use client";

import { useSyncExternalStore } from "react";
import type { CartAnswer } from "@/lib/checkout/cart-answer";
import type { Words } from "@/messages/shape";

/** What cart islands on one page share: the badge's number and whether the drawer is open, with what. */
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

/** Opens the drawer with what an action answered, or empty-handed: then it asks. */
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

/** Cookies say nothing when they change: looks again after each action, and when the page is come back to. */
function subscribeToCount(listener: () => void) {
  const moments = ["pageshow", "focus", "cartchange"];
  for (const moment of moments) window.addEventListener(moment, listener);
  return () => {
    for (const moment of moments) window.removeEventListener(moment, listener);
  };
}

/** Tells the badge that an action may have changed the cookie. */
export function announceChange() {
  window.dispatchEvent(new Event("cartchange"));
}

/** The number in the readable cookie; 0 in the prerendered page. */
export function useCartCount(): number {
  return useSyncExternalStore(subscribeToCount, readCount, () => 0);
}

const never = () => () => {};

/** False in markup that came from the server: a form sent before script runs is answered with a page. */
export function useScript(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

/** What the layout gives the cart's islands. */
export type CartProps = {
  show: () => Promise<CartAnswer>;
  change: (previous: CartAnswer, form: FormData) => Promise<CartAnswer>;
  words: Words<"cart">;
};
