import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { notFound } from "next/navigation";
import { database } from "@/app/_server/database";
import { mayUseDevTools } from "@/app/_server/dev-access";
import { formatDateTime } from "@/lib/core/format";
import { messageIdSchema } from "@/lib/core/ids";
import { findMail } from "@/lib/mail/queries";
import { stateWords } from "../state-words";

export const instant = false;

export const metadata: Metadata = { title: "A mail" };

/** One mail as its recipient sees it, with its plain text beside it. */
export default async function MailPage({ params }: { params: Promise<{ id: string }> }) {
  if (!mayUseDevTools(await headers())) notFound();
  const id = messageIdSchema.safeParse((await params).id).data;
  const mail = id && (await findMail(database(), id));
  if (!mail) return <NoMail />;
  const { message, subject, html, text } = mail;
  return (
    <div className="wrap grid gap-6 pt-8 lg:pt-12">
      <div className="grid gap-2">
        <Link href="/dev/mailbox" className="touch text-link justify-self-start text-sm">
          All mails
        </Link>
        <h1 className="text-2xl lg:text-3xl">{subject}</h1>
        <p className="text-sm break-words text-stone">
          To {message.recipient}, {formatDateTime(message.createdAt, "en")}. {stateWords(message)}
        </p>
      </div>
      <div className="grid items-start gap-8 xl:grid-cols-[minmax(0,1fr)_minmax(0,36rem)]">
        {/* Runs no script and can't reach the shop's pages; its links open in another tab. */}
        <iframe
          title={`The mail: ${subject}`}
          srcDoc={html}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          className="h-[64rem] w-full rounded-md border border-linen-deep bg-sand"
        />
        <section aria-labelledby="plain" className="grid gap-3 rounded-md bg-paper p-5">
          <h2 id="plain" className="text-lg">
            Plain text
          </h2>
          <pre className="font-mono text-xs leading-relaxed break-words whitespace-pre-wrap">{text}</pre>
        </section>
      </div>
    </div>
  );
}

function NoMail() {
  return (
    <div className="wrap grid justify-items-start gap-4 py-12">
      <h1 className="text-3xl">There is no such mail.</h1>
      <Link href="/dev/mailbox" className="text-link">
        All mails
      </Link>
    </div>
  );
}
