import { Icon } from "@/components/ui/icon";
import { formatDate } from "@/lib/core/format";
import type { Locale } from "@/lib/core/locales";
import type { Shipment } from "@/lib/orders/shipments";
import { trackingUrl } from "@/lib/shipping/tracking-url";
import { translator } from "@/messages/translator";
import { Section } from "./section";

export function Shipments({ shipments, locale }: { shipments: readonly Shipment[]; locale: Locale }) {
  const t = translator(locale, "order.shipments");
  return (
    <Section title={t("title", { count: shipments.length })}>
      <ul className="grid gap-5">
        {shipments.map(({ id, carrier, trackingNumber, shippedAt, deliveredAt, lines }) => {
          const page = trackingUrl(carrier, trackingNumber);
          const shipped = formatDate(shippedAt, locale);
          return (
            <li key={id} className="grid grid-cols-[1.75rem_1fr] gap-x-2">
              <Icon name="truck" className="mt-0.5 size-5" />
              <div className="grid gap-1">
                <p>
                  {carrier} {trackingNumber && <span className="figures break-all select-all">{trackingNumber}</span>}
                </p>
                <p className="text-sm text-stone">
                  {deliveredAt ? t("delivered", { shipped, delivered: formatDate(deliveredAt, locale) }) : t("shipped", { shipped })}
                </p>
                <p className="text-sm text-stone">{lines.map(({ name, quantity }) => `${quantity} × ${name}`).join(", ")}</p>
                {page && (
                  <a href={page} target="_blank" rel="noopener noreferrer" className="text-link touch justify-self-start text-sm">
                    {t("track", { carrier })}
                  </a>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
