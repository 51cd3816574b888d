"use client";

import { BrokenPage } from "@/components/ui/broken-page";

export default function SecureError({ reset }: { reset: () => void }) {
  return <BrokenPage text="ordering" reset={reset} />;
}
