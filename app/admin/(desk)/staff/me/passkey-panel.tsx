"use client";

import { startRegistration } from "@simplewebauthn/browser";
import { type FormEvent, useState } from "react";
import { DeskButton } from "@/components/admin/desk-button";
import { Panel } from "@/components/admin/panel";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { formatDate } from "@/lib/core/format";
import { useSending } from "../use-sending";
import { beginNewPasskey, forgetPasskey, saveNewPasskey } from "./actions";
import { useFactorChanged } from "./recovery-codes";

type Passkey = { credentialId: string; name: string; createdAt: Date; lastUsedAt: Date | null };

/** One's passkeys, each of which signs in without a password. */
export function PasskeyPanel({ passkeys }: { passkeys: readonly Passkey[] }) {
  const { send, isSending, refusal } = useSending();
  const changed = useFactorChanged();
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const save = async (options: Parameters<typeof startRegistration>[0]["optionsJSON"]) => {
    const response = await startRegistration({ optionsJSON: options }).catch(() => null);
    if (!response) return setProblem("No passkey was made. This device may have one already, or it was stopped.");
    send(
      () => saveNewPasskey(response, name.trim() || "Passkey"),
      ({ value }) => {
        setName("");
        changed(value.recoveryCodes);
      },
    );
  };
  const add = (event: FormEvent) => {
    event.preventDefault();
    setProblem(null);
    send(beginNewPasskey, ({ value }) => void save(value));
  };
  return (
    <Panel title="Passkeys" aside={passkeys.length === 0 ? "None yet" : undefined}>
      {passkeys.length > 0 && (
        <ul>
          {passkeys.map(({ credentialId, name: called, createdAt, lastUsedAt }) => (
            <li key={credentialId} className="flex items-center justify-between gap-4 border-b border-(--row-line) px-4 py-3">
              <span className="min-w-0">
                <b className="font-medium break-words">{called}</b>
                <span className="figures block text-xs text-stone">
                  Added {formatDate(createdAt, "en")}, {lastUsedAt ? `last used ${formatDate(lastUsedAt, "en")}` : "not used yet"}
                </span>
              </span>
              <DeskButton
                aria-label={`Remove the passkey ${called}`}
                aria-disabled={isSending}
                onClick={() =>
                  send(
                    () => forgetPasskey(credentialId),
                    () => changed(null),
                  )
                }
              >
                Remove
              </DeskButton>
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={add} className="grid gap-3 px-4 py-4">
        {(problem ?? refusal) && <Notice kind="error">{problem ?? refusal}</Notice>}
        <p className="text-stone">A passkey signs you in with your fingerprint, face or PIN, without a password. Nobody can phish it.</p>
        <Field
          label="Name of the passkey"
          maxLength={60}
          autoComplete="off"
          value={name}
          onChange={({ target }) => setName(target.value)}
          hint="Such as “Desk computer” or “Phone”."
        />
        <DeskButton type="submit" look="ink" className="justify-self-start" aria-disabled={isSending}>
          Add a passkey
        </DeskButton>
      </form>
    </Panel>
  );
}
