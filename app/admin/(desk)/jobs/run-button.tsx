"use client";

import { useActionState } from "react";
import { runNow } from "./actions";

type Answer = Awaited<ReturnType<typeof runNow>>;

/** Runs one job and says what came of it. */
export function RunButton({ job }: { job: string }) {
  const [answer, run, isRunning] = useActionState(runNow, null);
  return (
    <form action={run} className="grid content-start justify-items-end gap-1 max-lg:row-span-2 max-lg:row-start-1 max-lg:col-start-2">
      <input type="hidden" name="job" value={job} />
      <button
        type="submit"
        disabled={isRunning}
        className="min-h-11 rounded-md px-3 font-medium inset-ring inset-ring-stone hover:bg-linen disabled:text-stone lg:min-h-8"
      >
        {isRunning ? "Running…" : "Run now"}
        <span className="sr-only"> {job}</span>
      </button>
      <p role="status" className="max-w-40 text-right text-xs text-stone">
        {answer && !isRunning ? wordsFor(answer) : null}
      </p>
    </form>
  );
}

function wordsFor(answer: Answer): string {
  if (answer.ok)
    return answer.value.remaining > 0 ? `${answer.value.done} done, ${answer.value.remaining} left` : `${answer.value.done} done`;
  switch (answer.error) {
    case "failed":
      return "It failed. The reason is in the list.";
    case "running":
      return "It is running already.";
    case "signed_out":
      return "Your session has ended. Sign in again in a new tab.";
    case "verify_again":
      return "Show your second factor again first.";
    case "rate_limited":
      return `Too many changes. Try again in ${answer.retryAfterSeconds} seconds.`;
    case "forbidden":
      return "Your role may not run jobs.";
    case "malformed":
    case "unknown":
      return "This job doesn’t exist.";
  }
}
