"use client";

import { type ReactNode, useRef, useSyncExternalStore } from "react";
import { Picture, type PictureSource } from "@/components/ui/picture";
import { useEarlyChoices } from "@/components/ui/use-early-choices";
import type { ProductDetails } from "@/lib/catalog/types";
import type { CartAnswer } from "@/lib/checkout/cart-answer";
import type { Locale } from "@/lib/core/locales";
import type { Words } from "@/messages/shape";
import { AddToCart } from "./add-to-cart";
import type { DescribedVariant } from "./describe-variants";
import { type NotifyAction, NotifyForm } from "./notify-form";
import { OptionPicker } from "./option-picker";
import { type Choosable, choose, queryOf, variantFromQuery } from "./selection";

const CHANGED = "earthman:variant";

export type StageWords = {
  locale: Locale;
  stage: Pick<Words<"catalog.product">["messages"], "pictures" | "color" | "soldOut" | "notMade">;
  add: Words<"catalog.add">["messages"];
  notify: Words<"catalog.notify">["messages"];
  cart: Words<"cart">;
};

function subscribe(onChange: () => void) {
  addEventListener("popstate", onChange);
  addEventListener(CHANGED, onChange);
  return () => {
    removeEventListener("popstate", onChange);
    removeEventListener(CHANGED, onChange);
  };
}

/**
 * Gallery and purchase of one product. The choice is stored in the URL, so it can be shared and survives a reload; the page
 * itself is the same for every choice and stays prerendered. `children` appear below the price panel.
 */
export function ProductStage({
  product,
  prices,
  choices,
  soldOutChoices,
  add,
  notify,
  words,
  children,
}: {
  product: Pick<ProductDetails, "name" | "subtitle" | "images"> & Choosable<DescribedVariant>;
  /** The variants' distinct prices, by `priceIndex`. */
  prices: readonly ReactNode[];
  /** The lists of available and sold-out variants, shown without script. */
  choices: ReactNode;
  soldOutChoices: ReactNode;
  add: (previous: CartAnswer, form: FormData) => Promise<CartAnswer>;
  notify: NotifyAction;
  words: StageWords;
  children: ReactNode;
}) {
  const query = useSyncExternalStore(
    subscribe,
    () => location.search,
    () => "",
  );
  const stage = useRef<HTMLDivElement>(null);
  useEarlyChoices(stage);
  const variant = variantFromQuery(product, query);
  if (!variant) return null;

  function take(index: number, valueId: string) {
    // From the address, which several choices between two renderings each change.
    const current = variantFromQuery(product, location.search);
    if (!current) return;
    history.replaceState(null, "", `${location.pathname}${queryOf(product, choose(product, current, index, valueId))}`);
    dispatchEvent(new Event(CHANGED));
  }

  return (
    <div ref={stage} className="grid gap-8 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)] lg:items-start lg:gap-[clamp(2rem,5vw,5rem)]">
      <Gallery label={words.stage.pictures} images={imagesOf(product, variant.valueIds)} />
      <div className="grid gap-6 lg:sticky lg:top-6">
        <div className="grid gap-2.5">
          <h1 className="text-[clamp(2.074rem,3.2vw,2.986rem)]">{product.name}</h1>
          {product.subtitle && <p className="text-stone">{product.subtitle}</p>}
        </div>
        <div aria-live="polite" className="grid gap-1">
          {prices[variant.priceIndex]}
        </div>
        {product.options.map((option, index) => (
          <OptionPicker
            key={option.name}
            words={words.stage}
            product={product}
            option={option}
            index={index}
            chosen={variant}
            onChoose={(valueId) => take(index, valueId)}
          />
        ))}
        <Stock sellable={variant.sellable} text={variant.stock} />
        {variant.sellable > 0 ? (
          <AddToCart key={variant.id} variantId={variant.id} action={add} words={words}>
            <noscript>{choices}</noscript>
          </AddToCart>
        ) : (
          <NotifyForm key={variant.id} action={notify} locale={words.locale} words={words.notify}>
            <input type="hidden" name="variantId" value={variant.id} />
          </NotifyForm>
        )}
        {variant.sellable > 0 && product.variants.some((each) => each.sellable <= 0) && (
          <noscript>
            <NotifyForm action={notify} locale={words.locale} words={words.notify}>
              {soldOutChoices}
            </NotifyForm>
          </noscript>
        )}
        {children}
      </div>
    </div>
  );
}

/** The pictures of the chosen colour, then those that fit every colour; all of them if the colour has none of its own. */
function imagesOf({ images }: Pick<ProductDetails, "images">, valueIds: readonly string[]): PictureSource[] {
  const own = images.filter(({ colorValueId }) => colorValueId !== null && valueIds.includes(colorValueId));
  const shared = images.filter(({ colorValueId }) => colorValueId === null);
  return own.length + shared.length > 0 ? [...own, ...shared] : [...images];
}

function Gallery({ label, images }: { label: string; images: readonly PictureSource[] }) {
  if (images.length === 0) return <div className="aspect-4/5 rounded-md bg-linen" />;
  return (
    // Scrolls sideways on phones, so it must be reachable by keyboard.
    <ul
      aria-label={label}
      tabIndex={images.length > 1 ? 0 : undefined}
      className="grid gap-2 max-lg:-mx-5 max-lg:snap-x max-lg:snap-mandatory max-lg:auto-cols-[88%] max-lg:grid-flow-col max-lg:overflow-x-auto max-lg:scroll-px-5 max-lg:px-5 max-lg:[scrollbar-width:none] max-lg:only-child:auto-cols-[100%] md:max-lg:-mx-10 md:max-lg:px-10 lg:grid-cols-2 lg:gap-3"
    >
      {images.map((image, index) => (
        <li
          key={image.key}
          className={`aspect-4/5 snap-center overflow-hidden rounded-md bg-linen ${index === 0 || (index === images.length - 1 && images.length % 2 === 0) ? "lg:col-span-2" : ""}`}
        >
          <Picture
            picture={image}
            priority={index === 0}
            sizes={index === 0 ? "(min-width: 1440px) 740px, (min-width: 900px) 54vw, 88vw" : "(min-width: 900px) 27vw, 88vw"}
            className="h-full object-cover"
          />
        </li>
      ))}
    </ul>
  );
}

function Stock({ sellable, text }: { sellable: number; text: string }) {
  return (
    <p role="status" className={`flex items-center gap-2 text-sm font-medium ${sellable > 0 ? "text-moss" : "text-stone"}`}>
      <span className={`size-2 flex-none rounded-full ${sellable > 0 ? "bg-moss" : "bg-stone"}`} />
      {text}
    </p>
  );
}
