"use client";

import { useRouter } from "next/navigation";
import { DeskButton } from "@/components/admin/desk-button";
import type { InvitationId } from "@/lib/core/ids";
import { withdraw } from "./actions";
import { useSending } from "./use-sending";

export function WithdrawButton({ id, email }: { id: InvitationId; email: string }) {
  const router = useRouter();
  const { send, isSending, refusal } = useSending();
  return (
    <>
      <DeskButton
        aria-label={`Withdraw the invitation of ${email}`}
        aria-disabled={isSending}
        onClick={() =>
          send(
            () => withdraw(id),
            () => router.refresh(),
          )
        }
      >
        Withdraw
      </DeskButton>
      {refusal && (
        <span role="alert" className="text-oxblood">
          {refusal}
        </span>
      )}
    </>
  );
}
