import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import type { Db } from "@/db/client";
import type { Permission } from "@/lib/auth/permissions";
import { findSession, type StaffSession, sessionMay } from "@/lib/auth/staff-sessions";
import { currentTime } from "./clock";
import { readCookie } from "./cookies";
import { database } from "./database";

/** The session of this request's member of staff; undefined if there is none or it has ended. */
export const currentStaff = cache(async (): Promise<StaffSession | undefined> => {
  const token = await readCookie("staff");
  return token ? await findSession(database(), token, await currentTime()) : undefined;
});

/** What a read of the back office works with. */
export type StaffReading = { db: Db; now: Date; session: StaffSession };

/**
 * Makes a read of the back office. Pages read through these only: each asks for its right, whichever page calls it. proxy.ts has
 * answered requests without it with a status before; here they end as if the page did not exist.
 */
export function staffRead<Args extends readonly unknown[], T>(
  permission: Permission,
  read: (reading: StaffReading, ...args: Args) => Promise<T>,
): (...args: Args) => Promise<T> {
  return async (...args) => {
    const session = await currentStaff();
    if (!session) redirect("/admin/sign-in");
    if (!sessionMay(session, permission)) notFound();
    return await read({ db: database(), now: await currentTime(), session }, ...args);
  };
}
