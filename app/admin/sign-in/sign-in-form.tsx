"use client";

import { type FormEvent, startTransition, useActionState, useEffect, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { answerWithPasskey } from "../_passkeys/use-passkey";
import { signIn, signInWithPasskey } from "./actions";
import type { SignInState } from "./sign-in-state";

/** A full load: the router would keep this page, hidden, with what was typed. */
function leaveFor(path: string): void {
  window.location.replace(path);
}

const START: SignInState = { step: { kind: "password" }, error: null };

/** Email and password, then on the same page the second factor. What is typed stays until the page is left. */
export function SignInForm({ next }: { next: string }) {
  const [state, send, sending] = useActionState(signIn, START);
  const [typed, setTyped] = useState({ email: "", password: "" });
  const [passkeyError, setPasskeyError] = useState<string | null>(null);
  const [isAsking, startAsking] = useTransition();
  const enterByPasskey = () =>
    startAsking(async () => {
      setPasskeyError(null);
      const answer = await answerWithPasskey();
      if (typeof answer === "string") return setPasskeyError(answer);
      const outcome = await signInWithPasskey(answer, next);
      if ("error" in outcome) setPasskeyError(outcome.error);
      else leaveFor(outcome.path);
    });
  const { step } = state;
  useEffect(() => {
    if (step.kind === "done") leaveFor(step.path);
  }, [step]);
  const error = passkeyError ?? (sending ? null : state.error);
  const passkeyButton = (
    <Button look="line" onClick={enterByPasskey} aria-disabled={isAsking}>
      {step.kind === "second" ? "Use your passkey" : "Sign in with a passkey"}
    </Button>
  );
  // React would empty the fields after an action, and overwrite what was typed before it was there if it controlled them.
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setPasskeyError(null);
    setTyped({ email: String(form.get("email")), password: String(form.get("password")) });
    startTransition(() => send(form));
  };
  return (
    <form action={send} onSubmit={submit} className="grid gap-4">
      {error && <Notice kind="error">{error}</Notice>}
      <input type="hidden" name="next" value={next} />
      {step.kind !== "second" ? (
        <>
          <Field label="Email" name="email" type="email" autoComplete="username webauthn" autoFocus required maxLength={254} />
          <Field label="Password" name="password" type="password" autoComplete="current-password" required maxLength={200} />
          <input type="hidden" name="code" value="" />
          <Button type="submit" aria-disabled={sending}>
            Sign in
          </Button>
          {passkeyButton}
        </>
      ) : (
        <>
          <input type="hidden" name="email" value={typed.email} />
          <input type="hidden" name="password" value={typed.password} />
          <p className="text-stone">
            The password of <b className="font-medium break-all text-ink">{typed.email}</b> is right. One step is left.
          </p>
          {step.passkey && passkeyButton}
          <Field
            key={state.error}
            label={step.authenticator ? "Code" : "Recovery code"}
            name="code"
            autoComplete="one-time-code"
            autoFocus
            required
            maxLength={40}
            hint={step.authenticator ? "Six digits from your authenticator app, or a recovery code." : "If your passkey is not at hand."}
          />
          <Button type="submit" aria-disabled={sending}>
            Continue
          </Button>
          {/* A full load forgets the password. */}
          <a href={`/admin/sign-in${next ? `?next=${encodeURIComponent(next)}` : ""}`} className="text-link touch justify-self-start">
            Sign in as somebody else
          </a>
        </>
      )}
    </form>
  );
}
