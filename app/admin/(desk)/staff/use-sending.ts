import { useState } from "react";
import { useVerification } from "../../_verify/verification";
import { type RefusalCode, refusalOf } from "./refusal-words";

type Answer = { ok: true } | { ok: false; error: RefusalCode };

/**
 * Sends actions that may ask again who sends them, and keeps the sentence of a refusal. No transition: React would keep the dialog's
 * own state until the action it holds up is over.
 */
export function useSending() {
  const sendVerified = useVerification();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const send = async <A extends Answer>(action: () => Promise<A>, done?: (answer: Extract<A, { ok: true }>) => void) => {
    setRefusal(null);
    setSending(true);
    try {
      const answer = await sendVerified(action);
      setRefusal(refusalOf(answer));
      if (isDone(answer)) done?.(answer);
    } catch {
      setRefusal("The shop can’t be reached. Try again in a moment: nothing you typed is lost.");
    } finally {
      setSending(false);
    }
  };
  return { send, isSending, refusal };
}

function isDone<A extends Answer>(answer: A): answer is Extract<A, { ok: true }> {
  return answer.ok;
}
