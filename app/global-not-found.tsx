import type { Metadata } from "next";
import { fontVariables } from "./fonts";
import "./theme.css";

export const metadata: Metadata = { title: "This page is not here · Earthman" };

export default function GlobalNotFound() {
  return (
    <html lang="en" className={fontVariables}>
      <body>
        <main className="wrap grid min-h-dvh content-start justify-items-start gap-5 py-24">
          <a href="/" className="touch font-serif text-2xl tracking-[-0.03em]">
            Earthman
          </a>
          <h1>This page is not here</h1>
          <p className="text-stone">The address may be misspelt, or what was here has moved.</p>
          <a href="/" className="touch text-link">
            Go to the front page
          </a>
        </main>
      </body>
    </html>
  );
}
