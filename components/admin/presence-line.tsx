"use client";

import { useEffect, useState } from "react";
import { Icon } from "@/components/ui/icon";

/** Well within the time after which the shop takes somebody to have left. */
const EVERY_MS = 20_000;

/** Tells who else has this thing open, as long as the page is shown. */
export function PresenceLine({ subject }: { subject: string }) {
  const [others, setOthers] = useState<readonly string[]>([]);
  useEffect(() => {
    const report = async () => {
      if (document.hidden) return;
      const answer = await fetch("/api/admin/presence", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ subject }),
      }).catch(() => undefined);
      if (answer?.ok) setOthers((await answer.json()).others);
    };
    void report();
    const timer = setInterval(report, EVERY_MS);
    return () => clearInterval(timer);
  }, [subject]);
  return (
    <p role="status" className={others.length > 0 ? "flex items-center gap-2 text-clay" : "sr-only"}>
      {others.length > 0 && (
        <>
          <Icon name="person" className="size-4" />
          {others.join(" and ")} {others.length === 1 ? "has" : "have"} this open too.
        </>
      )}
    </p>
  );
}
