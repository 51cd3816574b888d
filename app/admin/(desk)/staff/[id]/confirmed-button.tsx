"use client";

import { useState } from "react";
import { DeskButton } from "@/components/admin/desk-button";

type Props = { label: string; text: string; confirm: string; isSending: boolean; onConfirm: () => void };

/** A button for what can't be undone, which asks first. */
export function ConfirmedButton({ label, text, confirm, isSending, onConfirm }: Props) {
  const [isAsking, setAsking] = useState(false);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-t border-(--row-line) pt-3">
      <p className="max-w-[60ch] min-w-0 text-stone">{text}</p>
      {isAsking ? (
        <span className="flex flex-wrap gap-2">
          <DeskButton onClick={() => setAsking(false)}>Cancel</DeskButton>
          <DeskButton
            look="danger"
            autoFocus
            aria-disabled={isSending}
            onClick={() => {
              setAsking(false);
              onConfirm();
            }}
          >
            {confirm}
          </DeskButton>
        </span>
      ) : (
        <DeskButton onClick={() => setAsking(true)}>{label}</DeskButton>
      )}
    </li>
  );
}
