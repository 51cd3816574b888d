import { optionWords, pieces } from "@/components/cart/cart-words";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { Figures } from "./figures";
import { Unbroken } from "./layout";
import { colours } from "./look";

export type Pieces = readonly { position: number; quantity: number }[];

/** Some of an order's lines, and how many pieces of each. */
export function PiecesTable({ order, chosen, title }: { order: OrderMail; chosen: Pieces; title: string }) {
  const rows = chosen.flatMap(({ position, quantity }) => {
    const line = order.lines.find((one) => one.position === position);
    if (!line) return [];
    const options = optionWords(line.options);
    return [
      {
        key: `${position}`,
        name: (
          <>
            {line.name} {options && <span style={{ color: colours.stone }}>{options}</span>}
          </>
        ),
        value: <Unbroken>{pieces(quantity)}</Unbroken>,
      },
    ];
  });
  return <Figures title={title} rows={rows} />;
}
