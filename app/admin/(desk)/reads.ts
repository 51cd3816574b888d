import { cache } from "react";
import { staffRead } from "@/app/_server/staff";
import { env } from "@/lib/core/env";
import { formatTime } from "@/lib/core/format";
import { readStatus } from "@/lib/operations/status";
import { listLatestOrders } from "@/lib/orders/queries";

/** The signed-in person, and how long their session lasts. */
export const readFrame = cache(
  staffRead("account:own", async ({ now, session }) => ({
    session,
    member: session.staff,
    now,
    greeting: greetingAt(now),
    expiresAt: session.expiresAt,
    leftMs: session.expiresAt.getTime() - now.getTime(),
  })),
);

const LATEST = 10;

export const readLatestOrders = staffRead("orders:read", async ({ db }) => await listLatestOrders(db, LATEST));

/** What waits for staff, as `npm run status` prints it. */
export const readToDo = cache(staffRead("work:read", async ({ db, now }) => await readStatus(db, env(), now)));

function greetingAt(now: Date): string {
  const hour = Number(formatTime(now, "en").slice(0, 2));
  if (hour < 5 || hour >= 18) return "Good evening";
  return hour < 12 ? "Good morning" : "Good afternoon";
}
