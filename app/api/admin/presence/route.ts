import { z } from "zod";
import { database } from "@/app/_server/database";
import { staffRoute } from "@/app/_server/staff-action";
import { notePresence } from "@/lib/auth/presence";
import { line } from "@/lib/core/text";

const input = z.object({ body: z.object({ subject: line(100).min(1) }) });

/** Notes that the sender has a thing open, and answers with the names of the others who have. */
export const POST = staffRoute("account:own", input, {
  body: { type: "json", maxBytes: 1000 },
  respond: async ({ body }, { session, now }) =>
    Response.json({ others: await notePresence(database(), body.subject, session.staff.id, now) }),
});
