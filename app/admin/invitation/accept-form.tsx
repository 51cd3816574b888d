"use client";

import { type FormEvent, startTransition, useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { AcceptState } from "./accept-state";
import { accept } from "./actions";

const START: AcceptState = { isDone: false, error: null, fields: {} };

async function acceptAndLeave(state: AcceptState, form: FormData): Promise<AcceptState> {
  const outcome = await accept(state, form);
  // A full load: the router would keep this page, hidden, with the password that was typed.
  if (outcome.isDone) window.location.replace("/admin/staff/me");
  return outcome;
}

export function AcceptForm({ token, email }: { token: string; email: string }) {
  const [{ error, fields }, send, sending] = useActionState(acceptAndLeave, START);
  // React would empty the fields after an action.
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    startTransition(() => send(form));
  };
  return (
    <form action={send} onSubmit={submit} className="grid gap-4">
      {error && <Notice kind="error">{error}</Notice>}
      <input type="hidden" name="token" value={token} />
      <Field label="Email" type="email" autoComplete="username" value={email} readOnly />
      <Field label="Your name" name="name" autoComplete="name" required maxLength={100} error={fields.name} />
      <Field
        label="New password"
        name="password"
        type="password"
        autoComplete="new-password"
        required
        minLength={12}
        maxLength={200}
        hint="At least 12 characters. A few unrelated words are easy to remember."
        error={fields.password}
      />
      <Button type="submit" aria-disabled={sending}>
        Accept the invitation
      </Button>
    </form>
  );
}
