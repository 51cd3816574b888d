"use client";

import { Button } from "@/components/ui/button";

export default function SecureError({ reset }: { reset: () => void }) {
  return (
    <div className="wrap grid justify-items-start gap-5 py-24">
      <h1>Something went wrong on our side</h1>
      <p className="text-stone">
        If you were ordering or paying, look at the mails from us before you try again: what was ordered and paid stands.
      </p>
      <Button onClick={reset}>Try again</Button>
    </div>
  );
}
