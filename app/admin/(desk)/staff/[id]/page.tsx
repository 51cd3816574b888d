import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { PageHead, Panel } from "@/components/admin/panel";
import { formatDate } from "@/lib/core/format";
import { FactorChip } from "../factor-chip";
import { readMember } from "../reads";
import { ROLE_WORDS } from "../role-words";
import { SessionFacts } from "../session-facts";
import { MemberActions } from "./member-actions";

export const instant = false;

export const metadata: Metadata = { title: "A member of staff" };

export default async function MemberPage({ params }: { params: Promise<{ id: string }> }) {
  const found = await readMember((await params).id);
  if (!found) notFound();
  if (found.isSelf) redirect("/admin/staff/me");
  const { member, sessions, grantable, mayChange } = found;
  return (
    <>
      <p>
        <Link href="/admin/staff" className="text-link max-lg:touch">
          Staff
        </Link>
      </p>
      <PageHead
        title={member.name}
        text={`${member.email}, ${ROLE_WORDS[member.role].name.toLowerCase()} since ${formatDate(member.createdAt, "en")}`}
      >
        <FactorChip factors={member.factors} />
      </PageHead>
      {member.disabledAt ? (
        <p>This account was disabled on {formatDate(member.disabledAt, "en")} and can’t sign in.</p>
      ) : (
        mayChange && (
          <MemberActions
            member={{ id: member.id, name: member.name, role: member.role }}
            hasFactor={member.factors.authenticator || member.factors.passkeys > 0}
            sessions={sessions.length}
            roles={grantable.map((role) => ({ role, ...ROLE_WORDS[role] }))}
          />
        )
      )}
      <Panel title="Sessions" aside={sessions.length === 0 ? "Not signed in" : undefined}>
        <ul>
          {sessions.map((session) => (
            <li key={session.id} className="border-(--row-line) px-4 py-3 not-first:border-t">
              <SessionFacts session={session} />
            </li>
          ))}
        </ul>
      </Panel>
    </>
  );
}
