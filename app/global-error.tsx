"use client";

import { errors } from "@/messages/en/errors";
import "./theme.css";

// English alone: without a layout nothing says which language the page had.
const words = errors.broken;

/** The last resort, shown when a layout itself fails. */
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
