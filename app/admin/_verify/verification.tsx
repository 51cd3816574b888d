"use client";

import { createContext, type FormEvent, type ReactNode, useContext, useRef, useState } from "react";
import { DeskButton } from "@/components/admin/desk-button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { answerWithPasskey } from "../_passkeys/use-passkey";
import { verify } from "./actions";

type Answer = { ok: true } | { ok: false; error: unknown };
/** Sends an action, and sends it again once its sender has shown who they are, if it asks for that. */
type SendVerified = <A extends Answer>(send: () => Promise<A>) => Promise<A>;

const Verification = createContext<SendVerified>(async (send) => await send());

/**
 * For actions that `isAskedAgain` names: `const sendVerified = useVerification(); await sendVerified(() => refund(form))`. A closed
 * dialog leaves the answer `verify_again`.
 */
export const useVerification = () => useContext(Verification);

/** Holds the dialog that asks again who sits there: by code or passkey, or by the password of whoever has neither. */
export function VerificationProvider({
  factors,
  children,
}: {
  factors: { authenticator: boolean; passkeys: number };
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const settle = useRef<(isVerified: boolean) => void>(() => {});
  const [error, setError] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const sendVerified: SendVerified = async (send) => {
    const answer = await send();
    if (answer.ok || answer.error !== "verify_again") return answer;
    setError(null);
    dialog.current?.showModal();
    const isVerified = await new Promise<boolean>((resolve) => {
      settle.current = resolve;
    });
    return isVerified ? await send() : answer;
  };
  const prove = async (proof: () => Promise<Parameters<typeof verify>[0] | string>) => {
    setError(null);
    setSending(true);
    const problem = await send(proof).catch(() => "The shop can’t be reached. Try again in a moment.");
    setSending(false);
    if (problem) return setError(problem);
    settle.current(true);
    dialog.current?.close();
  };
  const field = factors.authenticator || factors.passkeys > 0 ? "code" : "password";
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const typed = String(new FormData(form).get(field) ?? "");
    prove(async () => (field === "code" ? { code: typed } : { password: typed }));
    form.reset();
  };
  return (
    <Verification value={sendVerified}>
      {children}
      <dialog
        ref={dialog}
        aria-labelledby="verification-title"
        onClose={() => settle.current(false)}
        className="m-auto w-[min(26rem,calc(100vw-2rem))] rounded-md border border-linen-deep bg-paper p-5 text-ink"
      >
        <form onSubmit={submit} className="grid gap-4">
          <div className="grid gap-1">
            <h2 id="verification-title" className="text-base">
              Is it still you?
            </h2>
            <p className="text-stone">This needs a look at who sits here. You are not asked again for a quarter of an hour.</p>
          </div>
          {error && <Notice kind="error">{error}</Notice>}
          {factors.passkeys > 0 && (
            <DeskButton
              onClick={() =>
                prove(async () => {
                  const passkey = await answerWithPasskey();
                  return typeof passkey === "string" ? passkey : { passkey };
                })
              }
              aria-disabled={isSending}
            >
              Use your passkey
            </DeskButton>
          )}
          {field === "code" ? (
            <Field
              label={factors.authenticator ? "Code" : "Recovery code"}
              name="code"
              autoComplete="one-time-code"
              required
              maxLength={40}
              hint={
                factors.authenticator ? "Six digits from your authenticator app, or a recovery code." : "If your passkey is not at hand."
              }
            />
          ) : (
            <Field label="Password" name="password" type="password" autoComplete="current-password" required maxLength={200} />
          )}
          <div className="flex flex-wrap justify-end gap-2">
            <DeskButton onClick={() => dialog.current?.close()}>Cancel</DeskButton>
            <DeskButton type="submit" look="ink" aria-disabled={isSending}>
              Continue
            </DeskButton>
          </div>
        </form>
      </dialog>
    </Verification>
  );
}

/** Sends the proof; returns what is wrong with it, or null. */
async function send(proof: () => Promise<Parameters<typeof verify>[0] | string>): Promise<string | null> {
  const given = await proof();
  if (typeof given === "string") return given;
  const answer = await verify(given);
  return answer.ok ? null : (REFUSALS[answer.error] ?? answer.error);
}

/** What the action's wrapper may answer. */
const REFUSALS: Readonly<Record<string, string>> = {
  signed_out: "Your session has ended. Sign in again in another tab, then go on here.",
  forbidden: "Your role may not do this.",
  malformed: "Check what you typed: it is too long.",
  rate_limited: "Too many tries. Wait a minute.",
  verify_again: "Try again.",
};
