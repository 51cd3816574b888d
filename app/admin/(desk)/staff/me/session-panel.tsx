"use client";

import { useRouter } from "next/navigation";
import { Chip } from "@/components/admin/chip";
import { DeskButton } from "@/components/admin/desk-button";
import { Panel } from "@/components/admin/panel";
import { Notice } from "@/components/ui/notice";
import type { StaffSessionId } from "@/lib/core/ids";
import { SessionFacts } from "../session-facts";
import { useSending } from "../use-sending";
import { endOtherSessions, endOwnSession } from "./actions";

type Session = { id: StaffSessionId; createdAt: Date; lastSeenAt: Date; userAgent: string; network: string };

/** Where one is signed in. */
export function SessionPanel({ sessions, current }: { sessions: readonly Session[]; current: StaffSessionId }) {
  const router = useRouter();
  const { send, isSending, refusal } = useSending();
  const refresh = () => router.refresh();
  return (
    <Panel title="Where you are signed in" aside="Each session ends after eight hours">
      {refusal && <Notice kind="error">{refusal}</Notice>}
      <ul>
        {sessions.map((session) => (
          <li
            key={session.id}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-(--row-line) px-4 py-3 not-first:border-t"
          >
            <SessionFacts session={session} />
            {session.id === current ? (
              <Chip tone="ok">This browser</Chip>
            ) : (
              <DeskButton aria-disabled={isSending} onClick={() => send(() => endOwnSession(session.id), refresh)}>
                End
              </DeskButton>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <div className="border-t border-(--row-line) px-4 py-3">
          <DeskButton aria-disabled={isSending} onClick={() => send(endOtherSessions, refresh)}>
            End all others
          </DeskButton>
        </div>
      )}
    </Panel>
  );
}
