"use client";

import { useEffect, useRef, useState } from "react";
import { Button, LinkButton } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import type { CartAnswer } from "@/lib/checkout/cart-answer";
import { localePath } from "@/lib/core/locale-path";
import { CartContents } from "./cart-contents";
import { announceChange, type CartProps, closeDrawer, useDrawer } from "./cart-state";

/** The cart beside the page, as a modal dialog: the browser traps and restores the focus, and closes it on Escape. */
export function CartDrawer({ show, change, words }: CartProps) {
  const { locale, messages } = words;
  const dialog = useRef<HTMLDialogElement>(null);
  const drawer = useDrawer();
  const given = drawer.open ? drawer.answer : null;
  const [shown, setShown] = useState<CartAnswer | null>(given);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    element.showModal();
    // A click outside the drawer, or on a link to another page. (The browser handles Escape.)
    const leave = ({ target }: MouseEvent) => {
      if (target === element || (target instanceof Element && target.closest("a"))) element.close();
    };
    element.addEventListener("click", leave);
    return () => element.removeEventListener("click", leave);
  }, []);

  useEffect(() => {
    if (given) return;
    let stale = false;
    show()
      .then((answer) => {
        if (stale) return;
        setShown(answer);
        announceChange();
      })
      .catch(() => setFailed(true));
    return () => {
      stale = true;
    };
  }, [given, show]);

  const close = () => dialog.current?.close();
  return (
    <dialog
      ref={dialog}
      aria-labelledby="cart-title"
      onClose={closeDrawer}
      className="fixed inset-y-0 right-0 left-auto m-0 h-dvh max-h-none w-full max-w-[30rem] translate-x-0 border-0 bg-sand p-0 text-ink transition-transform duration-200 backdrop:bg-ink/50 starting:translate-x-8"
    >
      <div className="grid h-full grid-rows-[auto_1fr] px-5 sm:px-7">
        <div className="flex items-center justify-between border-b border-ink py-3">
          <h2 id="cart-title" className="text-xl">
            {messages.yourCart}
          </h2>
          <button type="button" onClick={close} aria-label={messages.close} className="touch -mr-3 w-11 justify-center">
            <Icon name="close" />
          </button>
        </div>
        <div className="overflow-y-auto overscroll-contain">
          {failed ? (
            <div className="grid justify-items-start gap-4 py-8">
              <p>{messages.unavailable}</p>
              <LinkButton href={localePath(locale, "/cart")} prefetch={false}>
                {messages.openPage}
              </LinkButton>
            </div>
          ) : shown ? (
            <CartContents
              words={words}
              initial={shown}
              change={change}
              empty={
                <div className="grid justify-items-start gap-4 py-8">
                  <p>{messages.empty}</p>
                  <Button onClick={close}>{messages.startShopping}</Button>
                </div>
              }
            />
          ) : (
            <Skeleton label={messages.loading} />
          )}
        </div>
      </div>
    </dialog>
  );
}

/** Two placeholders of a line's size. */
function Skeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label}>
      {[0, 1].map((line) => (
        <div key={line} className="grid grid-cols-[5rem_1fr] gap-x-4 border-b border-linen-deep py-5">
          <div className="aspect-4/5 w-20 rounded-md bg-linen" />
          <div className="grid content-start gap-2">
            <div className="h-4 w-2/3 rounded-xs bg-linen" />
            <div className="h-4 w-1/3 rounded-xs bg-linen" />
          </div>
        </div>
      ))}
    </div>
  );
}
