import type { OrderMail } from "@/lib/outbox/mail-props";
import { translator } from "@/messages/translator";
import { Layout, SeeOrder, unbroken, Words } from "./layout";
import { type SomeItems, SomeItemsTable } from "./some-items";

type Props = { order: OrderMail; kind: "withdrawal" | "return"; items: SomeItems };

/** For items that were never paid, or cost nothing. */
export function ReturnClosed({ order, kind, items }: Props) {
  const { locale, reference } = order;
  const t = translator(locale, "mail.returnClosed");
  const why = order.totalCents === 0 ? "free" : "unpaid";
  return (
    <Layout preview={t(`${why}.preview`)} title={t(`${kind}.title`)} mail={order}>
      <Words>{t.rich(`${why}.text`, { reference, unbroken })}</Words>
      <SomeItemsTable order={order} chosen={items} title={t(`${why}.items`)} />
      <SeeOrder order={order} />
    </Layout>
  );
}

ReturnClosed.subject = ({ order: { locale, reference }, kind }: Props) =>
  translator(locale, "mail.returnClosed")(`${kind}.subject`, { reference });
