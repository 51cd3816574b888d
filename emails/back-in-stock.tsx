import { formatOptions } from "@/lib/core/format";
import { localePath } from "@/lib/core/locale-path";
import type { ShopMail } from "@/lib/outbox/mail-props";
import { translator } from "@/messages/translator";
import { Action, Layout, Words } from "./layout";

type Props = { shop: ShopMail; name: string; options: readonly { name: string; value: string }[]; slug: string };

export function BackInStock({ shop, name, options, slug }: Props) {
  const t = translator(shop.locale, "mail.backInStock");
  return (
    <Layout preview={t("preview")} title={t("title", { product: name })} mail={shop}>
      <Words>{t("text", { product: wholeName({ name, options }) })}</Words>
      <Action href={shop.siteUrl + localePath(shop.locale, `/products/${slug}`)}>{t("action")}</Action>
      <Words>{t("onlyOnce")}</Words>
    </Layout>
  );
}

function wholeName({ name, options }: Pick<Props, "name" | "options">): string {
  return [name, formatOptions(options)].filter(Boolean).join(", ");
}

BackInStock.subject = (props: Props) => translator(props.shop.locale, "mail.backInStock")("subject", { product: wholeName(props) });
