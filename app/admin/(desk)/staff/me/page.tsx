import type { Metadata } from "next";
import { PageHead } from "@/components/admin/panel";
import { Notice } from "@/components/ui/notice";
import { formatDate } from "@/lib/core/format";
import { ROLE_WORDS } from "../role-words";
import { AppPanel } from "./app-panel";
import { PasskeyPanel } from "./passkey-panel";
import { PasswordPanel } from "./password-panel";
import { readOwnAccount } from "./reads";
import { RecoveryCodes, RecoveryPanel } from "./recovery-codes";
import { SessionPanel } from "./session-panel";

export const instant = false;

export const metadata: Metadata = { title: "Your account" };

export default async function OwnAccountPage() {
  const { session, passkeys, recoveryCodes, sessions } = await readOwnAccount();
  const { staff, factors, factorDueBy, isLimited } = session;
  const hasFactor = factors.authenticator || passkeys.length > 0;
  return (
    <RecoveryCodes>
      <PageHead title="Your account" text={`${staff.name}, ${staff.email}, ${ROLE_WORDS[staff.role].name.toLowerCase()}`} />
      {factorDueBy && (
        <Notice kind={isLimited ? "error" : "note"}>
          {isLimited
            ? "This shop requires a second factor. Add a passkey or set up an authenticator app, and everything else opens again."
            : `This shop requires a second factor. Add a passkey or set up an authenticator app by ${formatDate(factorDueBy, "en")}.`}
        </Notice>
      )}
      <div className="grid items-start gap-5 xl:grid-cols-2">
        <div className="grid min-w-0 gap-5">
          <PasskeyPanel passkeys={passkeys} />
          <PasswordPanel email={staff.email} />
        </div>
        <div className="grid min-w-0 gap-5">
          <AppPanel isSetUp={factors.authenticator} />
          {hasFactor && <RecoveryPanel left={recoveryCodes} />}
        </div>
      </div>
      <SessionPanel sessions={sessions} current={session.id} />
    </RecoveryCodes>
  );
}
