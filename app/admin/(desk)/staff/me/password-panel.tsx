"use client";

import { type FormEvent, useState } from "react";
import { DeskButton } from "@/components/admin/desk-button";
import { Panel } from "@/components/admin/panel";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useSending } from "../use-sending";
import { replacePassword } from "./actions";

export function PasswordPanel({ email }: { email: string }) {
  const { send, isSending, refusal } = useSending();
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const [isChanged, setChanged] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChanged(false);
    send(
      () => replacePassword({ current, password }),
      () => {
        setCurrent("");
        setPassword("");
        setChanged(true);
      },
    );
  };
  return (
    <Panel title="Password">
      <form onSubmit={submit} className="grid gap-3 px-4 py-4">
        {refusal && <Notice kind="error">{refusal}</Notice>}
        {isChanged && <Notice kind="success">Your password is changed, and your other sessions are ended.</Notice>}
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        <Field
          label="Current password"
          type="password"
          autoComplete="current-password"
          required
          maxLength={200}
          value={current}
          onChange={({ target }) => setCurrent(target.value)}
        />
        <Field
          label="New password"
          type="password"
          autoComplete="new-password"
          required
          minLength={12}
          maxLength={200}
          value={password}
          onChange={({ target }) => setPassword(target.value)}
          hint="At least 12 characters. A few unrelated words are easy to remember."
        />
        <DeskButton type="submit" look="ink" className="justify-self-start" aria-disabled={isSending}>
          Change the password
        </DeskButton>
      </form>
    </Panel>
  );
}
