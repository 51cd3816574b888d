import { headers } from "next/headers";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import type { AuditAction, SubjectKind } from "@/lib/audit/actions";
import { auditedDb } from "@/lib/audit/audited";
import { isAskedAgain, type Permission } from "@/lib/auth/permissions";
import { consume } from "@/lib/auth/rate-limits";
import { isFresh, type StaffSession, sessionMay } from "@/lib/auth/staff-sessions";
import type { CommandContext } from "@/lib/core/actor";
import type { Result } from "@/lib/core/result";
import { apiRoute, describeIssues } from "./action";
import { currentTime } from "./clock";
import { database } from "./database";
import { problem } from "./http";
import { senderNetwork } from "./request-context";
import { sendMailAfterwards } from "./send-mail";
import { currentStaff } from "./staff";

/** What an action of staff works with. It is also the context of the commands that it calls. */
export type StaffWork = CommandContext & {
  session: StaffSession;
  /** The sender's network. */
  from: string;
  /**
   * The only database of an action: its first transaction also writes the audit row, with what `read` finds at its start and its
   * end. An action on several subjects calls it once for each.
   */
  audited: (what: AuditAction, subject: { kind: SubjectKind; id: string }, read?: (tx: Tx) => Promise<unknown>) => Db;
};

/**
 * `signed_out`: the session is over, and a new one lets the same form go on; `verify_again`: the second factor was shown too long
 * ago for this; `malformed`: the first error of each field, by the field's name.
 */
type Refusal =
  | { ok: false; error: "signed_out" | "forbidden" | "verify_again" }
  | { ok: false; error: "rate_limited"; retryAfterSeconds: number }
  | { ok: false; error: "malformed"; fields: Readonly<Record<string, string>> };

export type StaffAnswer<T, E extends string> = Result<T, E> | Refusal;

/**
 * A server action of the back office. `args` parses all its arguments: `z.tuple([form(…)])`, with `z.unknown()` first for a
 * previous state. In this order: session, right, second factor, input, limit, then `act`.
 */
export function staffAction<Args extends z.ZodType<readonly unknown[], unknown[]>, T, E extends string>(
  permission: Permission,
  args: Args,
  act: (input: z.output<Args>, work: StaffWork) => Promise<Result<T, E>>,
): (...given: z.input<Args>) => Promise<StaffAnswer<T, E>> {
  return async (...given) => {
    const session = await currentStaff();
    if (!session) return { ok: false, error: "signed_out" };
    const now = await currentTime();
    const refused = refuse(session, permission, now);
    if (refused) return refused;
    const parsed = args.safeParse(given);
    if (!parsed.success) return { ok: false, error: "malformed", fields: fieldErrors(parsed.error.issues) };
    const allowed = await consume(database(), "staffChange", session.staff.id);
    if (!allowed.ok) return allowed;
    sendMailAfterwards();
    return await act(parsed.data, await workOf(session, now));
  };
}

function refuse(session: StaffSession, permission: Permission, now: Date): Refusal | undefined {
  if (!sessionMay(session, permission)) return { ok: false, error: "forbidden" };
  return isAskedAgain(permission) && !isFresh(session.verifiedAt, now) ? { ok: false, error: "verify_again" } : undefined;
}

async function workOf(session: StaffSession, now: Date): Promise<StaffWork> {
  const from = senderNetwork(await headers());
  const { id: staffId } = session.staff;
  return {
    session,
    from,
    now,
    actor: { kind: "staff", id: staffId },
    audited: (what, subject, read) => auditedDb(database(), { what, subject, staffId, from, now }, read),
  };
}

/** The path of an argument's field is its position and its name. */
function fieldErrors(issues: readonly z.core.$ZodIssue[]): Record<string, string> {
  return Object.fromEntries(issues.toReversed().map(({ path, message }) => [path.slice(1).join("."), message]));
}

type StaffRouteRules<Input> = {
  /** Omitted if the body is not read. */
  body?: { type: "json"; maxBytes: number };
  respond: (input: Input, work: StaffWork) => Promise<Response>;
};

/**
 * A route handler of the back office. To a sender without the session, the right or the second factor that it asks for, it
 * answers 404, as if it did not exist.
 */
export function staffRoute<Schema extends z.ZodType>(
  permission: Permission,
  input: Schema,
  { body, respond }: StaffRouteRules<z.output<Schema>>,
) {
  return apiRoute(z.unknown(), {
    ...(body && { body }),
    limit: { none: "the member of staff's own limit counts" },
    access: async () => {
      const session = await currentStaff();
      const now = await currentTime();
      if (!session || refuse(session, permission, now)) return undefined;
      return (await consume(database(), "staffChange", session.staff.id)).ok ? await workOf(session, now) : undefined;
    },
    // Parsed last, so nobody else learns what it accepts.
    respond: async (given, work) => {
      const parsed = input.safeParse(given);
      return parsed.success ? await respond(parsed.data, work) : problem(400, describeIssues(parsed.error.issues));
    },
  });
}
