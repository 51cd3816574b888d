import Link from "next/link";
import type { ReactNode } from "react";
import { Icon, type IconName } from "@/components/ui/icon";
import type { ProductDetails } from "@/lib/catalog/types";
import { formatMoney } from "@/lib/core/format";
import { localePath } from "@/lib/core/locale-path";
import type { Locale } from "@/lib/core/locales";
import type { ShippingSettings } from "@/lib/shipping/rates";
import { translator } from "@/messages/translator";

/** The cost of delivery and the conditions of returns, from the settings. */
export function Promises({ locale, shipping, returnable }: { locale: Locale; shipping: ShippingSettings; returnable: boolean }) {
  const t = translator(locale, "catalog.product");
  const [home] = shipping.zones;
  const prices = shipping.zones
    .slice(0, 2)
    .map(({ name, methods }) => `${name} ${formatMoney(methods.standard.cents, locale)}`)
    .join(", ");
  const returns = { icon: "return", href: localePath(locale, "/pages/returns"), link: t("returnsLink") } as const;
  return (
    <ul className="border-t border-linen-deep">
      {home && (
        <Assurance icon="truck" title={deliveryTime(home, locale)} href={localePath(locale, "/pages/delivery")} link={t("deliveryLink")}>
          {home.methods.express ? t("deliveryPrices", { prices, express: formatMoney(home.methods.express.cents, locale) }) : prices}
        </Assurance>
      )}
      {returnable ? (
        <Assurance {...returns} title={t("returns")}>
          {t("refund")}
        </Assurance>
      ) : (
        <Assurance {...returns} title={translator(locale, "cart")("notReturnable")}>
          {t("notReturnableReason")}
        </Assurance>
      )}
    </ul>
  );
}

/** "Delivery in Croatia: 1–3 working days" */
function deliveryTime({ name, methods }: ShippingSettings["zones"][number], locale: Locale): string {
  const [from, to] = methods.standard.days;
  const t = translator(locale, "catalog.product");
  return from === to ? t("deliveryDays", { zone: name, count: to }) : t("deliveryBetween", { zone: name, from, to });
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

/** All other details of the product, collapsed except for the first. */
export function Details({ locale, product }: { locale: Locale; product: ProductDetails }) {
  const t = translator(locale, "catalog.product");
  const sections: [string, ReactNode][] = [
    [t("details"), product.descriptionHtml && <RichText html={product.descriptionHtml} />],
    [t("material"), product.material && <p>{product.material}</p>],
    [t("care"), product.care && <p>{product.care}</p>],
    [
      t("makers"),
      (product.manufacturer || product.responsiblePerson) && (
        <dl className="grid gap-x-4 gap-y-1.5 sm:grid-cols-[10rem_1fr]">
          {product.manufacturer && <Row name={t("manufacturer")}>{product.manufacturer}</Row>}
          {product.responsiblePerson && <Row name={t("responsible")}>{product.responsiblePerson}</Row>}
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

/** Renders HTML that was sanitised when it was written (lib/catalog/write-product.ts). */
function RichText({ html }: { html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised when it was written
  return <div className="rich-text" dangerouslySetInnerHTML={{ __html: html }} />;
}
