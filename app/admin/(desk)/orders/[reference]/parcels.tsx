import { Chip } from "@/components/admin/chip";
import { Panel } from "@/components/admin/panel";
import { formatDateTime } from "@/lib/core/format";
import type { Shipment } from "@/lib/orders/shipments";
import { trackingUrl } from "@/lib/shipping/tracking-url";

export function Parcels({ shipments }: { shipments: readonly Shipment[] }) {
  return (
    <Panel title="Parcels">
      <ul>
        {shipments.map(({ id, carrier, trackingNumber, shippedAt, deliveredAt, lines }, index) => {
          const page = trackingUrl(carrier, trackingNumber);
          return (
            <li key={id} className="grid gap-1 border-(--row-line) px-4 py-3 not-first:border-t">
              <p className="flex flex-wrap items-center gap-2">
                <b className="font-semibold">Parcel {index + 1}</b>
                <Chip tone="done">{deliveredAt ? "Delivered" : "Shipped"}</Chip>
                {page && (
                  <a href={page} target="_blank" rel="noopener noreferrer" className="text-link ml-auto max-lg:touch">
                    Track
                  </a>
                )}
              </p>
              <p className="text-stone">{lines.map(({ name, quantity }) => `${quantity} × ${name}`).join(", ")}</p>
              <p className="figures text-stone">
                {carrier} {trackingNumber && <span className="break-all select-all">{trackingNumber}</span>} · left on{" "}
                {formatDateTime(shippedAt, "en")}
                {deliveredAt && `, arrived on ${formatDateTime(deliveredAt, "en")}`}
              </p>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
