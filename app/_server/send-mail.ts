import { after } from "next/server";
import { sendMail } from "@/lib/mail/send-mail";
import { currentTime } from "./clock";
import { database } from "./database";

/** The mails that one request may write: one to a large order's customer and four to staff. Longer queues are left to the job. */
const MAX_MAILS = 5;

/** Sends this request's mail right after its answer. The job `send-mail` sends the mails that fail then. */
export function sendMailAfterwards(): void {
  after(async () => {
    await sendMail(database(), await currentTime(), MAX_MAILS);
  });
}
