import type { Metadata } from "next";
import { z } from "zod";
import { currentTime } from "@/app/_server/clock";
import { database } from "@/app/_server/database";
import { currentStaff } from "@/app/_server/staff";
import { findInvitation } from "@/lib/auth/invitations";
import { formatDate } from "@/lib/core/format";
import { SHOP_NAME } from "@/lib/core/shop-name";
import { line } from "@/lib/core/text";
import { AcceptForm } from "./accept-form";

export const instant = false;

export const metadata: Metadata = { title: "Your invitation" };

const search = z.object({ token: line(200).catch("") });

/** Opening the mailed link changes nothing, because mail scanners open it too. */
export default async function InvitationPage({ searchParams }: { searchParams: Promise<unknown> }) {
  const { token } = search.parse(await searchParams);
  const invitation = await findInvitation(database(), token, await currentTime());
  // Also the moment after it was accepted, until the next page is there.
  const isSignedIn = !invitation && (await currentStaff()) !== undefined;
  return (
    <main id="main" className="mx-auto grid min-h-dvh w-full max-w-[25rem] content-center gap-6 px-5 py-12">
      <p className="font-serif text-2xl leading-none tracking-[-0.03em]">{SHOP_NAME}</p>
      {invitation ? (
        <>
          <div className="grid gap-1">
            <h1>Welcome to the back office</h1>
            <p className="text-stone">
              Your role will be {invitation.role}. The invitation is valid until {formatDate(invitation.expiresAt, "en")}.
            </p>
          </div>
          <AcceptForm token={token} email={invitation.email} />
        </>
      ) : isSignedIn ? (
        <div className="grid gap-1">
          <h1>You are signed in</h1>
          <p className="text-stone">This invitation was used.</p>
          <a href="/admin/staff/me" className="text-link touch mt-2 justify-self-start">
            Go on to your account
          </a>
        </div>
      ) : (
        <div className="grid gap-1">
          <h1>This invitation is not valid</h1>
          <p className="text-stone">It was used, withdrawn or replaced by a newer one, or it has expired. Ask an owner for a new one.</p>
          <a href="/admin/sign-in" className="text-link touch mt-2 justify-self-start">
            Sign in, if you have an account
          </a>
        </div>
      )}
    </main>
  );
}
