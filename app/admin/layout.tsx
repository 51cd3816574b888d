import type { Metadata } from "next";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { readCookie } from "@/app/_server/cookies";
import { fontVariables } from "@/app/fonts";
import "@/app/theme.css";
import "./admin.css";
import { SkipLink } from "@/components/ui/skip-link";
import { SHOP_NAME } from "@/lib/core/shop-name";

// Every page here is rendered per request, because each has its own nonce.
export const instant = false;

export const metadata: Metadata = {
  title: { default: `Back office · ${SHOP_NAME}`, template: `%s · ${SHOP_NAME} back office` },
  robots: { index: false, follow: false },
};

/** The back office, in English. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  await connection();
  const theme = await readCookie("admin_theme");
  return (
    <html lang="en" className={`admin ${fontVariables}`} data-theme={theme === "light" || theme === "dark" ? theme : undefined}>
      <body>
        <SkipLink label="Skip to the page" />
        {children}
      </body>
    </html>
  );
}
