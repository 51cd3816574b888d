"use client";

import { Button } from "@/components/ui/button";
import { useErrorWords } from "./error-words";

export default function SecureError({ reset }: { reset: () => void }) {
  const words = useErrorWords();
  return (
    <div className="wrap grid justify-items-start gap-5 py-24">
      <h1>{words.title}</h1>
      <p className="text-stone">{words.text}</p>
      <Button onClick={reset}>{words.retry}</Button>
    </div>
  );
}
