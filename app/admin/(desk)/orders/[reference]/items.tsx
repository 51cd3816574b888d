import { Panel } from "@/components/admin/panel";
import { Picture } from "@/components/ui/picture";
import { formatDate, formatMoney, formatOptions } from "@/lib/core/format";
import { multiplyCents, subtractCents, ZERO } from "@/lib/core/money";
import type { OrderSheet } from "@/lib/operations/order-sheet";

/** The order's lines as they were bought, with what is left to ship and what came back. */
export function Items({ sheet }: { sheet: OrderSheet }) {
  const { order, lines, pictures } = sheet;
  return (
    <Panel title="Items" aside={`As bought on ${formatDate(order.placedAt, "en")}`}>
      <ul>
        {lines.map((line) => {
          const picture = line.mediaKey ? pictures.get(line.mediaKey) : undefined;
          const gross = multiplyCents(line.unitPriceCents, line.quantity);
          return (
            <li
              key={line.position}
              className="grid grid-cols-[2.75rem_1fr_auto] items-start gap-x-3.5 gap-y-1 border-(--row-line) px-4 py-3 not-first:border-t"
            >
              <div className="aspect-4/5 w-11 overflow-hidden rounded-md bg-linen">
                {picture && <Picture picture={{ ...picture, alt: "" }} sizes="44px" className="size-full object-cover" />}
              </div>
              <div className="min-w-0">
                <p className="font-semibold">{line.name}</p>
                <p className="text-stone">{[formatOptions(line.options), line.sku].filter(Boolean).join(" · ")}</p>
                {statesOf(sheet, line.position).map((state) => (
                  <p key={state} className="text-xs text-stone">
                    {state}
                  </p>
                ))}
              </div>
              <div className="figures text-right">
                <p className="font-semibold">{formatMoney(subtractCents(gross, line.discountCents), "en")}</p>
                <p className="text-xs text-stone">
                  {line.quantity} × {formatMoney(line.unitPriceCents, "en")}
                </p>
                {line.discountCents > ZERO && <p className="text-xs text-stone">−{formatMoney(line.discountCents, "en")} coupon</p>}
              </div>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

/** How many of a line's items are where, in words. */
function statesOf({ order, shipments, unsent, returns }: OrderSheet, position: number): string[] {
  const here = <Row extends { position: number; quantity: number }>(rows: readonly Row[]) =>
    rows.filter((row) => row.position === position).reduce((sum, { quantity }) => sum + quantity, 0);
  const waiting = order.status === "pending" || order.status === "confirmed" ? here(unsent) : 0;
  const arrived = here(shipments.filter(({ deliveredAt }) => deliveredAt).flatMap(({ lines }) => lines));
  const sent = here(shipments.flatMap(({ lines }) => lines)) - arrived;
  const back = here(returns.filter(({ status }) => status !== "rejected").flatMap(({ lines }) => lines));
  return [
    waiting > 0 && `${waiting} to ship`,
    sent > 0 && `${sent} on the way`,
    arrived > 0 && `${arrived} delivered`,
    back > 0 && `${back} given back or withdrawn from`,
  ].filter((state) => state !== false);
}
