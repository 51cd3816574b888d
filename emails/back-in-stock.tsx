import { optionWords } from "@/components/cart/cart-words";
import type { ShopMail } from "@/lib/outbox/mail-props";
import { Action, Layout, Words } from "./layout";

type Props = { shop: ShopMail; name: string; options: readonly { name: string; value: string }[]; slug: string };

export function BackInStock({ shop, name, options, slug }: Props) {
  return (
    <Layout preview="You asked us to tell you." title={`${name} is back.`} company={shop.company}>
      <Words>
        You asked us to tell you when {wholeName({ name, options })} can be bought again: now it can. There may be only a few, and we
        can&rsquo;t put one aside.
      </Words>
      <Action href={`${shop.siteUrl}/products/${slug}`}>See it in the shop</Action>
      <Words>This is the only mail about it: your address is on no list.</Words>
    </Layout>
  );
}

function wholeName({ name, options }: Pick<Props, "name" | "options">): string {
  return [name, optionWords(options)].filter(Boolean).join(", ");
}

BackInStock.subject = (props: Props) => `${wholeName(props)} is back`;
