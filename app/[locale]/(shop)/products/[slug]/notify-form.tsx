"use client";

import { type ReactNode, useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";

export type NotifyAnswer =
  | { status: "asked"; email: string }
  | { status: "noted"; email: string }
  | { status: "failed"; email: string; error: string };
export type NotifyAction = (previous: NotifyAnswer, form: FormData) => Promise<NotifyAnswer>;

/** "Tell me when it is back" for a sold-out variant: the children name it. */
export function NotifyForm({ action, children }: { action: NotifyAction; children: ReactNode }) {
  const [answer, submit, pending] = useActionState<NotifyAnswer, FormData>(action, { status: "asked", email: "" });
  if (answer.status === "noted") return <Notice kind="success">We will write to {answer.email} once, when it is back.</Notice>;
  return (
    <form action={submit} noValidate className="grid gap-3">
      {children}
      <Field
        label="Email"
        name="email"
        type="email"
        autoComplete="email"
        inputMode="email"
        required
        defaultValue={answer.email}
        error={answer.status === "failed" ? answer.error : undefined}
        hint="For this one message. We delete it afterwards."
      />
      <Button type="submit" look="line" aria-disabled={pending}>
        Tell me when it is back
      </Button>
    </form>
  );
}
