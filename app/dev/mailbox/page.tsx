import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { database } from "@/app/_server/database";
import { mayUseDevTools } from "@/app/_server/dev-access";
import { formatDateTime } from "@/lib/core/format";
import { listMail } from "@/lib/mail/queries";
import { stateWords } from "./state-words";

export const instant = false;

export const metadata: Metadata = { title: "Mailbox" };

const NEWEST = 30;

/** Lists the shop's mails, however they are delivered. On this machine only: proxy.ts rejects other requests first. */
export default async function MailboxPage() {
  if (!mayUseDevTools(await headers())) notFound();
  const mails = await listMail(database(), NEWEST);
  return (
    <div className="wrap grid gap-6 pt-8 lg:pt-12">
      <div className="grid gap-2">
        <h1 className="text-3xl lg:text-4xl">Mailbox</h1>
        <p className="text-stone">The last mails this shop wrote. Only you can see this page: it exists on this machine alone.</p>
      </div>
      {mails.length === 0 ? (
        <p className="border-t border-linen-deep pt-5">Nothing yet. Place an order, and its mail comes here.</p>
      ) : (
        <ul className="border-t border-linen-deep">
          {mails.map(({ message, subject }) => (
            <li
              key={message.id}
              className="relative grid gap-x-6 border-b border-linen-deep py-4 sm:grid-cols-[1fr_auto] sm:items-baseline"
            >
              {/* A full page load, because the mail's size is unknown until it has loaded, and the layout must not shift. */}
              <a href={`/dev/mailbox/${message.id}`} className="font-medium before:absolute before:inset-0 hover:underline">
                {subject}
              </a>
              <p className="figures text-sm text-stone">{formatDateTime(message.createdAt, "en")}</p>
              <p className="text-sm break-words text-stone">To {message.recipient}</p>
              <p className="text-sm text-stone">{stateWords(message)}</p>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
