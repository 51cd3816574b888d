import { optionWords, pieces } from "@/components/shop/cart-words";

/** The pieces of a declaration. */
export function ChosenLines({
  lines,
}: {
  lines: readonly { position: number; name: string; options: readonly { name: string; value: string }[]; quantity: number }[];
}) {
  return (
    <ul>
      {lines.map(({ position, name, options, quantity }) => (
        <li key={position} className="flex justify-between gap-6 border-t border-linen-deep py-3 last:border-b">
          <span>
            <b className="font-medium">{name}</b>
            {options.length > 0 && <span className="block text-sm text-stone">{optionWords(options)}</span>}
          </span>
          <span className="figures">{pieces(quantity)}</span>
        </li>
      ))}
    </ul>
  );
}
