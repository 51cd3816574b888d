"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { signIn } from "./actions";
import type { SignInState } from "./sign-in-state";

const START: SignInState = { email: "", step: "password", error: null };

export function SignInForm({ next }: { next: string }) {
  const [state, send, sending] = useActionState(signIn, START);
  return (
    <form action={send} className="grid gap-4">
      {state.error && <Notice kind="error">{state.error}</Notice>}
      <input type="hidden" name="next" value={next} />
      <Field label="Email" name="email" type="email" autoComplete="username" required maxLength={254} defaultValue={state.email} />
      <Field label="Password" name="password" type="password" autoComplete="current-password" required maxLength={200} />
      {state.step === "code" ? (
        <Field
          label="Code"
          name="code"
          autoComplete="one-time-code"
          autoFocus
          required
          maxLength={40}
          hint="Six digits from your authenticator app, or a recovery code."
        />
      ) : (
        <input type="hidden" name="code" value="" />
      )}
      <Button type="submit" aria-disabled={sending}>
        Sign in
      </Button>
    </form>
  );
}
