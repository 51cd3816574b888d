import { LinkButton } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { formatTime } from "@/lib/core/dates";
import type { OrderReturn } from "@/lib/returns/queries";
import { ChosenLines } from "./chosen-lines";
import { Declarant } from "./declarant";
import { KIND_WORDS } from "./withdraw-words";

/** What was declared, with the date and time that count. */
export function DoneStep({ declared, reference, email }: { declared: OrderReturn; reference: string; email: string }) {
  const { kind, name, reason, requestedAt, lines } = declared;
  return (
    <>
      <h1 className="flex items-start gap-3 text-3xl lg:text-4xl">
        <Icon name="check" className="mt-1.5 size-7 flex-none text-moss" />
        {KIND_WORDS[kind].done}
      </h1>
      <p>
        {kind === "withdrawal"
          ? "We have your withdrawal, and a mail that acknowledges it is on its way. If you have the pieces already, send them back within 14 days."
          : "A mail with what you wrote is on its way. We answer within a few days; please keep the pieces until then."}
      </p>
      <Declarant
        rows={[
          {
            name: "Received",
            words: (
              <time dateTime={requestedAt.toISOString()} className="figures">
                {formatTime(requestedAt)}, Zagreb time
              </time>
            ),
          },
          { name: "Name", words: name },
          { name: "Order", words: <span className="figures">{reference}</span> },
          { name: "Acknowledged to", words: email },
          ...(reason ? [{ name: "Reason", words: <span className="whitespace-pre-line">{reason}</span> }] : []),
        ]}
      />
      <ChosenLines lines={lines} />
      <LinkButton href="/" look="line" className="justify-self-start">
        Back to the shop
      </LinkButton>
    </>
  );
}
