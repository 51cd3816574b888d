import { formatDate } from "@/lib/core/format";
import { SHOP_NAME } from "@/lib/core/shop-name";
import type { InvitationMessage } from "@/lib/outbox/kinds";
import type { ShopMail } from "@/lib/outbox/mail-props";
import { translator } from "@/messages/translator";
import { Action, Layout, Words } from "./layout";

type Props = InvitationMessage["data"] & { shop: ShopMail; url: string };

/** Invites somebody to work in the back office. */
export function StaffInvitation({ shop, url, role, invitedBy, expiresAt }: Props) {
  const t = translator(shop.locale, "staffMail.invitation");
  return (
    <Layout preview={t("preview")} title={t("title")} mail={shop} toStaff>
      <Words>{t("text", { inviter: invitedBy, shop: SHOP_NAME, role: t(`roles.${role}`) })}</Words>
      <Action href={url}>{t("action")}</Action>
      <Words>{t("until", { date: formatDate(new Date(expiresAt), shop.locale) })}</Words>
    </Layout>
  );
}

StaffInvitation.subject = ({ shop, invitedBy }: Props) =>
  translator(shop.locale, "staffMail.invitation")("subject", { inviter: invitedBy, shop: SHOP_NAME });
