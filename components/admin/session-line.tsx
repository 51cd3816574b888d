"use client";

import { useEffect, useState } from "react";
import { Notice } from "@/components/ui/notice";

const WARNED_MS = 10 * 60_000;

/**
 * Says when the session is about to end, and when it has. The page stays as it is, so nothing typed is lost: a sign-in in another
 * tab lets it go on. `leftMs` is the time left when the page was made.
 */
export function SessionLine({ leftMs, endsAt }: { leftMs: number; endsAt: string }) {
  const [state, setState] = useState<"open" | "ending" | "ended">("open");
  useEffect(() => {
    setState("open");
    const timers = [
      setTimeout(() => setState("ending"), Math.max(0, leftMs - WARNED_MS)),
      setTimeout(() => setState("ended"), Math.max(0, leftMs)),
    ];
    return () => timers.forEach(clearTimeout);
  }, [leftMs]);
  if (state === "open") return null;
  return (
    <div className="fixed inset-x-4 bottom-4 z-40 rounded-md border border-linen-deep bg-paper sm:left-auto sm:w-96">
      <Notice key={state} kind={state === "ended" ? "error" : "note"}>
        {state === "ended" ? "Your session has ended." : `Your session ends at ${endsAt}.`}{" "}
        <a href="/admin/sign-in" target="_blank" rel="noopener" className="text-link">
          Sign in again in a new tab
        </a>
        , then go on here: nothing you typed is lost.
      </Notice>
    </div>
  );
}
