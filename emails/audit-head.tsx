import { formatDate } from "@/lib/core/format";
import type { AuditHeadMessage } from "@/lib/outbox/kinds";
import type { ShopMail } from "@/lib/outbox/mail-props";
import { translator } from "@/messages/translator";
import { Figures } from "./figures";
import { Layout, Words } from "./layout";

type Props = AuditHeadMessage["data"] & { shop: ShopMail };

/** The end of the audit log's chain, for owners to keep. */
export function AuditHead({ shop, position, hash, at }: Props) {
  const t = translator(shop.locale, "staffMail.auditHead");
  return (
    <Layout preview={t("preview")} title={t("title")} mail={shop} toStaff>
      <Words>{t("text", { count: position, date: formatDate(new Date(at), shop.locale) })}</Words>
      <Figures
        title={t("details")}
        rows={[
          { key: "position", name: t("position"), value: `${position}` },
          { key: "hash", name: t("hash"), value: <span style={{ wordBreak: "break-all" }}>{hash}</span> },
        ]}
      />
      <Words>
        <span style={{ wordBreak: "break-all" }}>{t("command", { head: `${position}:${hash}` })}</span>
      </Words>
    </Layout>
  );
}

AuditHead.subject = ({ shop, position, at }: Props) =>
  translator(shop.locale, "staffMail.auditHead")("subject", { count: position, date: formatDate(new Date(at), shop.locale) });
