"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { DeskButton } from "@/components/admin/desk-button";
import { Panel } from "@/components/admin/panel";
import { Select } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { StaffMember } from "@/lib/auth/staff-accounts";
import { disable, giveRole, resetSecondFactor, signOutEverywhere } from "../actions";
import { useSending } from "../use-sending";
import { ConfirmedButton } from "./confirmed-button";

type Role = StaffMember["role"];

type Props = {
  member: Pick<StaffMember, "id" | "name" | "role">;
  hasFactor: boolean;
  /** How many are open. */
  sessions: number;
  roles: readonly { role: Role; name: string; text: string }[];
};

/** What somebody who holds all rights of the member can change. */
export function MemberActions({ member: { id, name, role }, hasFactor, sessions, roles }: Props) {
  const router = useRouter();
  const { send, isSending, refusal } = useSending();
  const [chosen, setChosen] = useState(role);
  const [done, setDone] = useState<string | null>(null);
  const doneWith = (sentence: string) => () => {
    setDone(sentence);
    router.refresh();
  };
  return (
    <Panel title="Account">
      <div className="grid gap-4 px-4 py-4">
        {refusal && <Notice kind="error">{refusal}</Notice>}
        {!refusal && done && <Notice kind="success">{done}</Notice>}
        <form
          className="grid gap-3 md:grid-cols-[minmax(0,28rem)_auto] md:items-end md:justify-start"
          onSubmit={(event) => {
            event.preventDefault();
            send(() => giveRole(id, chosen), doneWith(`${name} has a new role, and signs in again to use it.`));
          }}
        >
          <Select
            label="Role"
            value={chosen}
            onChange={({ target }) => setChosen(roles.find((one) => one.role === target.value)?.role ?? role)}
          >
            {roles.map(({ role: value, name: called, text }) => (
              <option key={value} value={value}>
                {called}: {text}
              </option>
            ))}
          </Select>
          <DeskButton type="submit" look="ink" className="md:min-h-12 lg:min-h-12" aria-disabled={isSending || chosen === role}>
            Change the role
          </DeskButton>
        </form>
        <ul className="grid gap-3">
          {hasFactor && (
            <ConfirmedButton
              label="Reset the second factor"
              text="For a lost phone. Passkeys, app and recovery codes are removed, and the password alone signs in until another one is set up."
              confirm="Yes, reset it"
              isSending={isSending}
              onConfirm={() => send(() => resetSecondFactor(id), doneWith("The second factor is removed, and all sessions are ended."))}
            />
          )}
          {sessions > 0 && (
            <ConfirmedButton
              label="End all sessions"
              text="Signs them out everywhere. They can sign in again."
              confirm="Yes, end them"
              isSending={isSending}
              onConfirm={() => send(() => signOutEverywhere(id), doneWith("All sessions are ended."))}
            />
          )}
          <ConfirmedButton
            label="Disable the account"
            text="Ends their access for good. What they did stays in the audit log under their name."
            confirm={`Yes, disable ${name}`}
            isSending={isSending}
            onConfirm={() => send(() => disable(id), doneWith("The account is disabled."))}
          />
        </ul>
      </div>
    </Panel>
  );
}
