import Link from "next/link";
import type { ReactNode } from "react";
import { readCookie } from "@/app/_server/cookies";
import { CommandPalette } from "@/components/admin/command-palette";
import { KeyboardHelp } from "@/components/admin/keyboard-help";
import { SessionLine } from "@/components/admin/session-line";
import { SideMenu } from "@/components/admin/side-menu";
import { ThemeChoice } from "@/components/admin/theme-choice";
import { formatTime } from "@/lib/core/format";
import { VerificationProvider } from "../_verify/verification";
import { navigationOf } from "../navigation";
import { readFrame } from "./reads";
import { SignOut } from "./sign-out";

export const instant = false;

export default async function DeskLayout({ children }: { children: ReactNode }) {
  const { session, member, expiresAt, leftMs } = await readFrame();
  const theme = await readCookie("admin_theme");
  const entries = navigationOf(session);
  return (
    <div className="grid min-h-dvh grid-cols-[minmax(0,1fr)] max-lg:grid-rows-[auto_1fr] lg:grid-cols-[208px_minmax(0,1fr)]">
      <SideMenu
        entries={entries}
        palette={<CommandPalette pages={entries} />}
        foot={
          <>
            <Link
              href="/admin/staff/me"
              className="flex min-h-11 items-center rounded-md px-3 text-stone hover:bg-sand hover:text-ink lg:min-h-[34px]"
            >
              <span className="min-w-0 truncate">
                {member.name} · {member.role}
              </span>
            </Link>
            <ThemeChoice chosen={theme === "light" || theme === "dark" ? theme : "system"} />
            <SignOut />
          </>
        }
      />
      <main id="main" className="grid min-w-0 content-start gap-5 px-5 pt-5 pb-12 lg:px-[clamp(1.25rem,2.4vw,2rem)]">
        <SessionLine leftMs={leftMs} endsAt={formatTime(expiresAt, "en")} />
        <VerificationProvider factors={session.factors}>{children}</VerificationProvider>
      </main>
      <KeyboardHelp />
    </div>
  );
}
