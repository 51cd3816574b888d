"use client";

import "./theme.css";

/** The last net: shown when a layout itself fails. */
export default function GlobalError({ reset }: { reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <main className="wrap grid min-h-dvh content-center justify-items-start gap-5 py-24">
          <h1>Something went wrong on our side</h1>
          <p className="text-stone">Nothing that you did is lost. Try again in a moment.</p>
          <button type="button" onClick={reset} className="touch text-link">
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
