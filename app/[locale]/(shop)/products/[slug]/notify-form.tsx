"use client";

import { type ReactNode, useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { Locale } from "@/lib/core/locales";
import type { Words } from "@/messages/shape";

export type NotifyAnswer =
  | { status: "initial"; email: string }
  | { status: "noted"; email: string }
  | { status: "failed"; email: string; error: "invalidEmail" | "noVariant" | "tooMany" };
export type NotifyAction = (previous: NotifyAnswer, form: FormData) => Promise<NotifyAnswer>;

/** "Email me when it’s back" for a sold-out variant, which the children name. */
export function NotifyForm({
  action,
  locale,
  words,
  children,
}: {
  action: NotifyAction;
  locale: Locale;
  words: Words<"catalog.notify">["messages"];
  children: ReactNode;
}) {
  const [answer, submit, pending] = useActionState<NotifyAnswer, FormData>(action, { status: "initial", email: "" });
  if (answer.status === "noted") return <Notice kind="success">{words.noted}</Notice>;
  return (
    <form action={submit} noValidate className="grid gap-3">
      <input type="hidden" name="locale" value={locale} />
      {children}
      <Field
        label={words.email}
        name="email"
        type="email"
        autoComplete="email"
        inputMode="email"
        required
        defaultValue={answer.email}
        error={answer.status === "failed" ? words[answer.error] : undefined}
        hint={words.hint}
      />
      <Button type="submit" look="line" aria-disabled={pending}>
        {words.submit}
      </Button>
    </form>
  );
}
