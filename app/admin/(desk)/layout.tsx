import type { ReactNode } from "react";
import { readCookie } from "@/app/_server/cookies";
import { SessionLine } from "@/components/admin/session-line";
import { SideMenu } from "@/components/admin/side-menu";
import { ThemeChoice } from "@/components/admin/theme-choice";
import { formatTime } from "@/lib/core/format";
import { navigationOf } from "../navigation";
import { readFrame } from "./reads";
import { SignOut } from "./sign-out";

export const instant = false;

export default async function DeskLayout({ children }: { children: ReactNode }) {
  const { member, expiresAt, leftMs } = await readFrame();
  const theme = await readCookie("admin_theme");
  return (
    <div className="grid min-h-dvh grid-cols-[minmax(0,1fr)] max-lg:grid-rows-[auto_1fr] lg:grid-cols-[208px_minmax(0,1fr)]">
      <SideMenu
        entries={navigationOf(member)}
        foot={
          <>
            <p className="px-3 pt-3 pb-1 text-xs text-stone">
              {member.name} · {member.role}
            </p>
            <ThemeChoice chosen={theme === "light" || theme === "dark" ? theme : "system"} />
            <SignOut />
          </>
        }
      />
      <main id="main" className="grid min-w-0 content-start gap-5 px-5 pt-5 pb-12 lg:px-[clamp(1.25rem,2.4vw,2rem)]">
        <SessionLine leftMs={leftMs} endsAt={formatTime(expiresAt, "en")} />
        {children}
      </main>
    </div>
  );
}
