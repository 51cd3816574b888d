import type { Metadata } from "next";
import Link from "next/link";
import { Chip } from "@/components/admin/chip";
import { PageHead, Panel } from "@/components/admin/panel";
import type { StaffMember } from "@/lib/auth/staff-accounts";
import { formatDate, formatDateTime } from "@/lib/core/format";
import { FactorChip } from "./factor-chip";
import { InviteForm } from "./invite-form";
import { PermissionTable } from "./permission-table";
import { readStaff } from "./reads";
import { ROLE_WORDS } from "./role-words";
import { WithdrawButton } from "./withdraw-button";

export const instant = false;

export const metadata: Metadata = { title: "Staff" };

export default async function StaffPage() {
  const { now, self, members, invitations, grantable } = await readStaff();
  const active = members.filter(({ disabledAt }) => !disabledAt);
  return (
    <>
      <PageHead title="Staff" text={active.length === 1 ? "1 person may sign in." : `${active.length} people may sign in.`} />
      <Panel title="People">
        <ul>
          {members.map((member) => (
            <MemberRow key={member.id} member={member} isSelf={member.id === self} />
          ))}
        </ul>
      </Panel>
      {(grantable.length > 0 || invitations.length > 0) && (
        <Panel title="Invitations" aside="A link by email, valid for seven days">
          {invitations.length > 0 && (
            <ul>
              {invitations.map(({ invitation: { id, email, role, expiresAt }, invitedBy }) => (
                <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-(--row-line) px-4 py-3">
                  <span className="min-w-0">
                    <b className="font-medium break-all">{email}</b>
                    <span className="block text-xs text-stone">
                      {ROLE_WORDS[role].name}, invited by {invitedBy ?? "the command line"}
                    </span>
                  </span>
                  <span className="flex items-center gap-3">
                    {expiresAt > now ? (
                      <Chip tone="wait">Until {formatDate(expiresAt, "en")}</Chip>
                    ) : (
                      <Chip tone="quiet">Expired on {formatDate(expiresAt, "en")}</Chip>
                    )}
                    {grantable.includes(role) && <WithdrawButton id={id} email={email} />}
                  </span>
                </li>
              ))}
            </ul>
          )}
          {grantable.length > 0 && <InviteForm roles={grantable.map((role) => ({ role, ...ROLE_WORDS[role] }))} />}
        </Panel>
      )}
      <PermissionTable />
    </>
  );
}

function MemberRow({ member: { id, name, email, role, factors, seenAt, disabledAt }, isSelf }: { member: StaffMember; isSelf: boolean }) {
  return (
    <li className="border-(--row-line) not-first:border-t">
      <Link
        href={isSelf ? "/admin/staff/me" : `/admin/staff/${id}`}
        className="grid gap-x-4 gap-y-1.5 px-4 py-3 hover:bg-(--hover) md:grid-cols-[minmax(0,1fr)_6rem_11rem_14rem] md:items-center"
      >
        <span className="min-w-0">
          <b className="font-medium">
            {name}
            {isSelf && <span className="font-normal text-stone"> (you)</span>}
          </b>
          <span className="block text-xs break-all text-stone">{email}</span>
        </span>
        <span>{ROLE_WORDS[role].name}</span>
        <span>{disabledAt ? <Chip tone="quiet">Disabled</Chip> : <FactorChip factors={factors} />}</span>
        <span className="figures text-xs text-stone md:text-right">
          {disabledAt ? formatDate(disabledAt, "en") : seenAt ? `Last here ${formatDateTime(seenAt, "en")}` : "Not signed in"}
        </span>
      </Link>
    </li>
  );
}
