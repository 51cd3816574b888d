"use client";

import { errors } from "@/messages/en/errors";
import "./theme.css";

// English only, because without a layout the page's language is unknown.
const words = errors.broken;

/** The fallback page for an error in a layout itself. */
export default function GlobalError({ reset }: { reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <main className="wrap grid min-h-dvh content-center justify-items-start gap-5 py-24">
          <h1>{words.title}</h1>
          <p className="text-stone">{words.text}</p>
          <button type="button" onClick={reset} className="touch text-link">
            {words.retry}
          </button>
        </main>
      </body>
    </html>
  );
}
