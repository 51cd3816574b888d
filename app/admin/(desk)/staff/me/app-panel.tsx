"use client";

import { type FormEvent, useState } from "react";
import { Chip } from "@/components/admin/chip";
import { DeskButton } from "@/components/admin/desk-button";
import { Panel } from "@/components/admin/panel";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { DrawnCode } from "@/lib/bank-slips/draw-code";
import { useSending } from "../use-sending";
import { beginApp, confirmApp, removeApp } from "./actions";
import { useFactorChanged } from "./recovery-codes";

type Begun = { picture: DrawnCode; secret: string };

/** One's authenticator app: set up by scanning a picture and entering the first code. */
export function AppPanel({ isSetUp }: { isSetUp: boolean }) {
  const { send, isSending, refusal } = useSending();
  const changed = useFactorChanged();
  const [begun, setBegun] = useState<Begun | null>(null);
  const [code, setCode] = useState("");
  const confirm = (event: FormEvent) => {
    event.preventDefault();
    send(
      () => confirmApp(code),
      ({ value }) => {
        setBegun(null);
        changed(value.recoveryCodes);
      },
    );
    setCode("");
  };
  return (
    <Panel title="Authenticator app" aside={isSetUp ? <Chip tone="ok">Set up</Chip> : "Not set up"}>
      <div className="grid gap-3 px-4 py-4">
        {refusal && <Notice kind="error">{refusal}</Notice>}
        <p className="text-stone">An app on your phone shows six digits that change every half minute, asked for after your password.</p>
        {isSetUp ? (
          <DeskButton className="justify-self-start" aria-disabled={isSending} onClick={() => send(removeApp, () => changed(null))}>
            Remove the app
          </DeskButton>
        ) : begun ? (
          <form onSubmit={confirm} className="grid gap-3">
            <p>Scan this with the app, then enter the code it shows.</p>
            <svg
              viewBox={`-4 -4 ${begun.picture.width + 8} ${begun.picture.height + 8}`}
              role="img"
              aria-label="QR code for the authenticator app"
              shapeRendering="crispEdges"
              className="size-48 rounded-md bg-[#fff] fill-[#000]"
            >
              <path d={begun.picture.path} />
            </svg>
            <p className="text-stone">
              Can’t scan it? Enter this key:{" "}
              <b className="font-mono break-all text-ink">{begun.secret.replaceAll(/(.{4})/g, "$1 ").trim()}</b>
            </p>
            <Field
              label="Code"
              inputMode="numeric"
              autoComplete="one-time-code"
              required
              maxLength={40}
              value={code}
              onChange={({ target }) => setCode(target.value)}
            />
            <DeskButton type="submit" look="ink" className="justify-self-start" aria-disabled={isSending}>
              Turn it on
            </DeskButton>
          </form>
        ) : (
          <DeskButton
            look="ink"
            className="justify-self-start"
            aria-disabled={isSending}
            onClick={() => send(beginApp, ({ value }) => setBegun(value))}
          >
            Set up an app
          </DeskButton>
        )}
      </div>
    </Panel>
  );
}
