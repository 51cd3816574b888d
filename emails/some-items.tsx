import { formatOptions } from "@/lib/core/format";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { translator } from "@/messages/translator";
import { Figures } from "./figures";
import { Unbroken } from "./layout";
import { colours } from "./look";

export type SomeItems = readonly { position: number; quantity: number }[];

/** Some of an order's lines, with the number of items of each. */
export function SomeItemsTable({ order, chosen, title }: { order: OrderMail; chosen: SomeItems; title: string }) {
  const t = translator(order.locale, "common");
  const rows = chosen.flatMap(({ position, quantity }) => {
    const line = order.lines.find((one) => one.position === position);
    if (!line) return [];
    const options = formatOptions(line.options);
    return [
      {
        key: `${position}`,
        name: (
          <>
            {line.name} {options && <span style={{ color: colours.stone }}>{options}</span>}
          </>
        ),
        value: <Unbroken>{t("items", { count: quantity })}</Unbroken>,
      },
    ];
  });
  return <Figures title={title} rows={rows} />;
}
