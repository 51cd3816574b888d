"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import { Icon } from "@/components/ui/icon";
import { localePath } from "@/lib/core/locale-path";
import type { CartProps } from "./cart-state";
import { openDrawer, useCartCount, useDrawer } from "./cart-state";

const CartDrawer = dynamic(() => import("./cart-drawer").then((module) => module.CartDrawer), { ssr: false });

/** The link to the cart in the header, which opens the drawer if script runs. The count never shifts its neighbours. */
export function CartButton(props: CartProps) {
  const { locale, messages } = props.words;
  const page = localePath(locale, "/cart");
  const count = useCartCount();
  const { open } = useDrawer();
  return (
    <>
      <Link
        href={page}
        prefetch={false}
        className="touch relative gap-2 hover:underline hover:underline-offset-4 max-lg:w-11 max-lg:justify-center"
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey || window.location.pathname === page) return;
          event.preventDefault();
          openDrawer(null);
        }}
      >
        <Icon name="cart" />
        <span className="max-lg:sr-only">{messages.button.label}</span>
        <span
          className={`figures inline-grid h-5 min-w-6 place-items-center rounded-full px-1.5 text-xs font-semibold max-lg:absolute max-lg:top-0.5 max-lg:right-0 max-lg:min-w-5 max-lg:px-1 ${count > 0 ? "bg-ink text-paper" : "bg-linen text-stone max-lg:invisible"}`}
        >
          <span aria-hidden="true">{count > 999 ? "999+" : count}</span>
          <span className="sr-only">
            {messages.button.items}
            {count}
          </span>
        </span>
      </Link>
      {open && <CartDrawer {...props} />}
    </>
  );
}
