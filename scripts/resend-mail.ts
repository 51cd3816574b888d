import { openDatabase } from "@/db/client";
import { readClock } from "@/db/clock";
import { env } from "@/lib/core/env";
import { messageIdSchema } from "@/lib/core/ids";
import { UserError } from "@/lib/core/user-error";
import { resendMessage } from "@/lib/mail/resend-message";
import { openLocalShop } from "./local-shop";
import { requireMigrated } from "./require-migrated";
import { beforeEnd, script } from "./shutdown";

// Sends failed mails again: `npm run resend-mail -- ID …`, with the ids that `npm run status` lists.
await script(async () => {
  const ids = messageIdSchema.array().min(1).safeParse(process.argv.slice(2));
  if (!ids.success) throw new UserError("Usage: npm run resend-mail -- ID …, with the ids of failed mails that npm run status lists.");
  await openLocalShop();
  const { client, db } = openDatabase(env().DATABASE_URL, { max: 1 });
  beforeEnd(() => client.end({ timeout: 5 }));
  await requireMigrated(db);
  for (const id of ids.data) {
    const outcome = await resendMessage(db, id, await readClock(db));
    console.log(`${id}: ${outcome.ok ? "will be sent within a minute" : "no failed mail has this id"}`);
  }
  return 0;
});
