import { openDatabase } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { env } from "@/lib/core/env";
import { messageIdSchema } from "@/lib/core/ids";
import { UserError } from "@/lib/core/user-error";
import { resendMessage } from "@/lib/mail/resend-message";
import { openLocalShop } from "./local-shop";
import { beforeEnd, script } from "./shutdown";

// Gives mails that failed their tries anew: `npm run resend-mail -- ID …`, the ids as `npm run status` names them.
await script(async () => {
  const ids = messageIdSchema.array().min(1).safeParse(process.argv.slice(2));
  if (!ids.success) throw new UserError("Usage: npm run resend-mail -- ID …, with ids of failed mails as npm run status names them.");
  await openLocalShop();
  await migrateDatabase(env().DATABASE_URL);
  const { client, db } = openDatabase(env().DATABASE_URL, { max: 1 });
  beforeEnd(() => client.end({ timeout: 5 }));
  for (const id of ids.data) {
    const outcome = await resendMessage(db, id, new Date());
    console.log(`${id}: ${outcome.ok ? "leaves within a minute" : "is not there, or has not failed"}`);
  }
  return 0;
});
