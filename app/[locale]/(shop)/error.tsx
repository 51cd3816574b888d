"use client";

import { BrokenPage } from "@/components/ui/broken-page";

export default function ShopError({ reset }: { reset: () => void }) {
  return <BrokenPage text="text" reset={reset} />;
}
