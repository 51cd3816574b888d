"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useState } from "react";
import { DeskButton } from "@/components/admin/desk-button";
import { Panel } from "@/components/admin/panel";
import { Notice } from "@/components/ui/notice";
import { useSending } from "../use-sending";
import { makeRecoveryCodes } from "./actions";

const Show = createContext<(codes: readonly string[] | null) => void>(() => {});

/** Shows new recovery codes once, above everything else, whichever panel they come from. */
export function RecoveryCodes({ children }: { children: ReactNode }) {
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  return (
    <Show value={setCodes}>
      {codes && (
        <Panel title="Your recovery codes">
          <div className="grid gap-3 px-4 py-4">
            <p>
              Keep them where you find them without this device. Each lets you in once if your passkey or app is lost. They are shown only
              now.
            </p>
            <ul className="figures grid grid-cols-2 gap-x-6 gap-y-1 rounded-md bg-sand px-4 py-3 font-mono text-base sm:grid-cols-5">
              {codes.map((code) => (
                <li key={code}>{code}</li>
              ))}
            </ul>
            <div className="flex flex-wrap gap-2">
              <DeskButton onClick={() => navigator.clipboard.writeText(codes.join("\n"))}>Copy</DeskButton>
              <DeskButton look="ink" onClick={() => setCodes(null)}>
                I have kept them
              </DeskButton>
            </div>
          </div>
        </Panel>
      )}
      {children}
    </Show>
  );
}

/** Reads the page again, and shows recovery codes if some were made. */
export function useFactorChanged() {
  const show = useContext(Show);
  const router = useRouter();
  return (codes: readonly string[] | null) => {
    if (codes) {
      show(codes);
      window.scrollTo({ top: 0 });
    }
    router.refresh();
  };
}

export function RecoveryPanel({ left }: { left: number }) {
  const { send, isSending, refusal } = useSending();
  const changed = useFactorChanged();
  return (
    <Panel title="Recovery codes" aside={left === 1 ? "1 left" : `${left} left`}>
      <div className="grid gap-3 px-4 py-4">
        {refusal && <Notice kind="error">{refusal}</Notice>}
        <p className="text-stone">Each lets you in once if your passkey or app is lost. New ones replace those you have.</p>
        <DeskButton
          className="justify-self-start"
          aria-disabled={isSending}
          onClick={() => send(makeRecoveryCodes, ({ value }) => changed(value.recoveryCodes))}
        >
          Make new codes
        </DeskButton>
      </div>
    </Panel>
  );
}
