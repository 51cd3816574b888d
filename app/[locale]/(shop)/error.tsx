"use client";

import { Button } from "@/components/ui/button";

export default function ShopError({ reset }: { reset: () => void }) {
  return (
    <div className="wrap grid justify-items-start gap-5 py-24">
      <h1>Something went wrong on our side</h1>
      <p className="text-stone">Nothing that you did is lost. Try again in a moment.</p>
      <Button onClick={reset}>Try again</Button>
    </div>
  );
}
