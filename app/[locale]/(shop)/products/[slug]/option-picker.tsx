import type { ReactNode } from "react";
import { Swatch } from "@/components/catalog/swatch";
import { Picture, type PictureSource } from "@/components/ui/picture";
import type { ProductDetails, ProductOption } from "@/lib/catalog/types";
import type { StageWords } from "./product-stage";
import { type Choosable, variantWith } from "./selection";

type PickerProps = {
  words: StageWords["stage"];
  product: Choosable & Pick<ProductDetails, "images">;
  option: ProductOption;
  index: number;
  chosen: Choosable["variants"][number];
  onChoose: (valueId: string) => void;
};

/** One option as a radio group: colours by picture and name, everything else as boxes. Sold-out values remain selectable. */
export function OptionPicker({ words, product, option, index, chosen, onChoose }: PickerProps) {
  const current = option.values.find((value) => value.id === chosen.valueIds[index]);
  const radio = (value: ProductOption["values"][number], content: ReactNode, box: string) => {
    const variant = variantWith(product, chosen, index, value.id);
    const soldOut = !variant || variant.sellable <= 0;
    return (
      <label key={value.id} className={`${box} ${soldOut && option.kind !== "color" ? SOLD_OUT : ""}`}>
        <input
          type="radio"
          name={`choice-${index}`}
          value={value.slug}
          checked={value.id === current?.id}
          onChange={() => onChoose(value.id)}
          className="sr-only"
        />
        {content}
        {soldOut && <span className="sr-only">{variant ? words.soldOut : words.notMade}</span>}
      </label>
    );
  };
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-3">
        <b className="font-semibold">{option.kind === "color" ? words.color : option.name}</b>{" "}
        <span className="ml-1">{current?.value}</span>
      </legend>
      {option.kind === "color" ? (
        <div className="flex flex-wrap gap-2.5">
          {option.values.map((value) => radio(value, <Cloth product={product} value={value} />, CLOTH))}
        </div>
      ) : (
        <div className={`grid gap-2 ${option.kind === "size" ? "grid-cols-4 sm:grid-cols-6" : "grid-cols-2 sm:grid-cols-3"}`}>
          {option.values.map((value) => radio(value, value.value, BOX))}
        </div>
      )}
    </fieldset>
  );
}

const RING = "has-focus-visible:outline-2 has-focus-visible:outline-offset-3 has-focus-visible:outline-clay";
const BOX = `relative grid min-h-12 place-items-center rounded-md border border-stone bg-paper px-2 text-center text-sm font-medium transition-colors hover:border-ink has-checked:border-ink has-checked:bg-ink has-checked:text-paper ${RING}`;
const SOLD_OUT =
  "not-has-checked:border-linen-deep not-has-checked:text-stone line-through not-has-checked:bg-[linear-gradient(to_top_right,transparent_calc(50%-.6px),var(--color-linen-deep)_calc(50%-.6px),var(--color-linen-deep)_calc(50%+.6px),transparent_calc(50%+.6px))]";
const CLOTH = `group/cloth relative grid w-19 content-start gap-1.5 rounded-md text-xs text-stone has-checked:font-medium has-checked:text-ink ${RING}`;

function Cloth({ product, value }: { product: PickerProps["product"]; value: ProductOption["values"][number] }) {
  const image: PictureSource | undefined = product.images.find((each) => each.colorValueId === value.id);
  return (
    <>
      <span className="grid aspect-4/5 place-items-center overflow-hidden rounded-md bg-linen outline-offset-2 group-has-checked/cloth:outline-[1.5px] group-has-checked/cloth:outline-ink">
        {image ? <Picture picture={{ ...image, alt: "" }} sizes="76px" className="h-full object-cover" /> : <Swatch color={value.swatch} />}
      </span>
      {value.value}
    </>
  );
}
