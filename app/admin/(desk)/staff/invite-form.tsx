"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { DeskButton } from "@/components/admin/desk-button";
import { Field, Select } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { StaffMember } from "@/lib/auth/staff-accounts";
import { invite } from "./actions";
import { useSending } from "./use-sending";

type Role = StaffMember["role"];

/** Invites somebody by email. `roles` are those that the inviting person may grant. */
export function InviteForm({ roles }: { roles: readonly { role: Role; name: string; text: string }[] }) {
  const router = useRouter();
  const { send, isSending, refusal } = useSending();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("viewer");
  const [invited, setInvited] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setInvited(null);
    send(
      () => invite({ email, role }),
      () => {
        setInvited(email);
        setEmail("");
        router.refresh();
      },
    );
  };
  return (
    <form onSubmit={submit} className="grid gap-3 px-4 py-4">
      {refusal && <Notice kind="error">{refusal}</Notice>}
      {invited && <Notice kind="success">{invited} is invited. The email is on its way.</Notice>}
      <div className="grid gap-3 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] md:items-end">
        <Field
          label="Email"
          type="email"
          required
          maxLength={254}
          autoComplete="off"
          value={email}
          onChange={({ target }) => setEmail(target.value)}
        />
        <Select
          label="Role"
          value={role}
          onChange={({ target }) => setRole(roles.find((one) => one.role === target.value)?.role ?? "viewer")}
        >
          {roles.map(({ role: value, name, text }) => (
            <option key={value} value={value}>
              {name}: {text}
            </option>
          ))}
        </Select>
        <DeskButton type="submit" look="ink" aria-disabled={isSending} className="md:min-h-12 lg:min-h-12">
          Invite
        </DeskButton>
      </div>
    </form>
  );
}
