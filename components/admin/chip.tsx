import type { ReactNode } from "react";

/** `ok` needs nothing, `wait` waits for somebody, `stop` needs a decision, `quiet` is over or has not begun, `done` is complete. */
export type Tone = "ok" | "wait" | "stop" | "quiet" | "done";

const TONES: Record<Tone, string> = {
  ok: "bg-(--ok-ground) text-(--ok)",
  wait: "bg-(--wait-ground) text-(--wait)",
  stop: "bg-(--stop-ground) text-(--stop)",
  quiet: "bg-(--quiet-ground) text-(--quiet)",
  done: "inset-ring inset-ring-linen-deep",
};

/** A state in a word or two. */
export function Chip({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span
      className={`inline-flex min-h-[22px] items-center gap-1.5 rounded-full px-2 text-xs font-medium whitespace-nowrap before:size-1.5 before:rounded-full before:bg-current ${TONES[tone]}`}
    >
      {children}
    </span>
  );
}
