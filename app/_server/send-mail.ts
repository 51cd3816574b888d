import { after } from "next/server";
import { sendMail } from "@/lib/mail/send-mail";
import { database } from "./database";

/** What a request may write: a large order's mail to its customer and four to staff. A long queue is the job's. */
const MOST = 5;

/** Sends what this request wrote as soon as its answer is out. What doesn't leave then, the job `send-mail` sends. */
export function sendMailAfterwards(): void {
  after(async () => {
    await sendMail(database(), new Date(), MOST);
  });
}
