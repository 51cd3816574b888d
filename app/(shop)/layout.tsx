import type { Metadata } from "next";
import type { ReactNode } from "react";
import { fontVariables } from "@/app/fonts";
import "@/app/theme.css";
import { CartButton } from "@/components/shop/cart-button";
import { Footer } from "@/components/shop/footer";
import { Header } from "@/components/shop/header";
import { SkipLink } from "@/components/shop/skip-link";
import { change, show } from "./cart/actions";

export const metadata: Metadata = {
  title: { default: "Earthman: clothes of linen, wool, cotton and hemp", template: "%s · Earthman" },
  description: "Clothes of linen, wool, cotton and hemp, made to be worn for years.",
};

export default function ShopLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={fontVariables}>
      <body>
        <SkipLink />
        <Header notices={["Prices include VAT"]} links={[]} search={null} cart={<CartButton show={show} change={change} />} />
        <main id="main">{children}</main>
        <Footer shop={[]} help={[]} legal={[]} company="Earthman" />
      </body>
    </html>
  );
}
