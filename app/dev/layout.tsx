import type { Metadata } from "next";
import type { ReactNode } from "react";
import { fontVariables } from "@/app/fonts";
import "@/app/theme.css";
import { SHOP_NAME } from "@/lib/core/shop-name";

export const instant = false;

export const metadata: Metadata = { title: { default: SHOP_NAME, template: `%s · ${SHOP_NAME}` }, robots: { index: false, follow: false } };

/** Tools for developers of the shop, in English. */
export default function DevLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={fontVariables}>
      <body>
        <main id="main">{children}</main>
      </body>
    </html>
  );
}
