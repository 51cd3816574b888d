import Link from "next/link";
import type { ReactNode } from "react";
import { NOT_RETURNABLE } from "@/components/cart/cart-words";
import { Icon, type IconName } from "@/components/ui/icon";
import type { ProductDetails } from "@/lib/catalog/types";
import { formatCents } from "@/lib/core/money";
import type { ShippingSettings } from "@/lib/shipping/rates";

/** What delivery costs and how it can be sent back, as the settings say. */
export function Promises({ shipping, returnable }: { shipping: ShippingSettings; returnable: boolean }) {
  const [home] = shipping.zones;
  const [from, to] = home?.methods.standard.days ?? [];
  const prices = shipping.zones.slice(0, 2).map(({ name, methods }) => `${name} ${formatCents(methods.standard.cents)}`);
  return (
    <ul className="border-t border-linen-deep">
      {home && (
        <Assurance icon="truck" title={`${from} to ${to} working days to ${home.name}`} href="/pages/delivery" link="Delivery">
          {prices.join(", ")}
          {home.methods.express ? `. Express ${formatCents(home.methods.express.cents)}` : ""}
        </Assurance>
      )}
      {returnable ? (
        <Assurance icon="return" title="14 days to send it back" href="/pages/returns" link="Returns">
          The money returns within 14 days
        </Assurance>
      ) : (
        <Assurance icon="return" title={NOT_RETURNABLE} href="/pages/returns" link="Returns">
          For reasons of hygiene, or because it is made for you
        </Assurance>
      )}
    </ul>
  );
}

function Assurance({
  icon,
  title,
  href,
  link,
  children,
}: {
  icon: IconName;
  title: string;
  href: string;
  link: string;
  children: ReactNode;
}) {
  return (
    <li className="grid grid-cols-[1.75rem_1fr_auto] items-start gap-x-2 border-b border-linen-deep py-2.5 text-sm">
      <Icon name={icon} className="mt-2.5 size-5" />
      <p className="py-2">
        {title}
        <span className="block text-stone">{children}</span>
      </p>
      <Link href={href} className="touch text-link">
        {link}
      </Link>
    </li>
  );
}

/** Everything else there is to say, folded away but for the first. */
export function Details({ product }: { product: ProductDetails }) {
  const sections: [string, ReactNode][] = [
    ["About it", product.descriptionHtml && <RichText html={product.descriptionHtml} />],
    ["Material", product.material && <p>{product.material}</p>],
    ["Care", product.care && <p>{product.care}</p>],
    [
      "Manufacturer and responsible person",
      (product.manufacturer || product.responsiblePerson) && (
        <dl className="grid gap-x-4 gap-y-1.5 sm:grid-cols-[10rem_1fr]">
          {product.manufacturer && <Row name="Manufacturer">{product.manufacturer}</Row>}
          {product.responsiblePerson && <Row name="Responsible in the EU">{product.responsiblePerson}</Row>}
        </dl>
      ),
    ],
  ];
  return (
    <div>
      {sections
        .filter(([, content]) => content)
        .map(([title, content], index) => (
          <details key={title} open={index === 0} className="group border-b border-linen-deep">
            <summary className="flex min-h-14 cursor-pointer items-center justify-between font-medium">
              {title}
              <Icon name="plus" className="size-4 group-open:hidden" />
              <Icon name="minus" className="hidden size-4 group-open:block" />
            </summary>
            <div className="pb-5 text-stone">{content}</div>
          </details>
        ))}
    </div>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="whitespace-pre-line text-ink">{children}</dd>
    </>
  );
}

/** Sanitised when it was written (lib/catalog/write-product.ts). */
function RichText({ html }: { html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised when it was written
  return <div className="rich-text" dangerouslySetInnerHTML={{ __html: html }} />;
}
