import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { eurosInQuery, type Filters, filtersToQuery } from "@/lib/catalog/filters";
import type { Facets, FacetValue } from "@/lib/catalog/types";
import type { Locale } from "@/lib/core/locales";
import { translator } from "@/messages/translator";
import { LiveForm } from "./live-form";
import { Swatch } from "./swatch";

export const FACET_FORM = "facets";

/** All the filters of a list, as a plain GET form that submits itself if there is JavaScript. */
export function FacetForm({
  locale,
  action,
  filters,
  facets,
  total,
}: {
  locale: Locale;
  action: string;
  filters: Filters;
  facets: Facets;
  total: number;
}) {
  const t = translator(locale, "catalog.facets");
  const counted = (count: number) => translator(locale, "catalog")("products", { count });
  return (
    <LiveForm id={FACET_FORM} action={action} label={translator(locale, "catalog.list")("filters")} state={filtersToQuery(filters)}>
      {filters.q && <input type="hidden" name="q" value={filters.q} />}
      {filters.collection.map((slug) => (
        <input key={slug} type="hidden" name="collection" value={slug} />
      ))}
      <Ticks title={t("category")} counted={counted} name="category" values={facets.categories} chosen={filters.category} />
      <Sizes title={t("size")} counted={counted} values={facets.sizes} chosen={filters.size} />
      <Ticks title={t("color")} counted={counted} name="color" values={facets.colors} chosen={filters.color} swatches />
      {facets.price && (
        <Group title={t("price")}>
          <div className="figures grid grid-cols-[1fr_auto_1fr] items-center gap-2 pb-5">
            <Amount name="min" label={t("lowestPrice")} hint={t("amountHint")} value={filters.min} bound={facets.price.min} />
            <span aria-hidden="true">–</span>
            <Amount name="max" label={t("highestPrice")} hint={t("amountHint")} value={filters.max} bound={facets.price.max} />
          </div>
        </Group>
      )}
      <Group title={t("availability")}>
        <ul className="pb-4">
          <Tick
            name="in_stock"
            value="1"
            label={t("inStock")}
            count={counted(facets.inStock)}
            number={facets.inStock}
            checked={filters.inStock}
          />
        </ul>
      </Group>
      <div className="sticky bottom-0 -mx-5 border-t border-linen-deep bg-paper px-5 py-3 lg:static lg:mx-0 lg:border-0 lg:bg-transparent lg:p-0 lg:pt-5 lg:hidden lg:noscript:block">
        <Button type="submit" className="w-full">
          {t("show", { count: total })}
        </Button>
      </div>
    </LiveForm>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details open className="group/facet border-b border-linen-deep first-of-type:border-t">
      <summary className="flex min-h-14 cursor-pointer items-center justify-between font-semibold">
        {title}
        <Icon name="chevron-down" className="size-4 transition-transform group-open/facet:rotate-180" />
      </summary>
      <fieldset>
        <legend className="sr-only">{title}</legend>
        {children}
      </fieldset>
    </details>
  );
}

function Ticks({ title, counted, name, values, chosen, swatches = false }: ValuesProps & { name: string; swatches?: boolean }) {
  if (values.length < 2 && chosen.length === 0) return null;
  return (
    <Group title={title}>
      <ul className="pb-4">
        {values.map((value) => (
          <Tick
            key={value.slug}
            name={name}
            value={value.slug}
            number={value.count}
            count={counted(value.count)}
            checked={chosen.includes(value.slug)}
            label={
              <>
                {swatches && <Swatch color={value.swatch} />}
                {value.name}
              </>
            }
          />
        ))}
      </ul>
    </Group>
  );
}

type ValuesProps = {
  title: string;
  values: readonly FacetValue[];
  chosen: readonly string[];
  /** A number of products in words. */
  counted: (count: number) => string;
};

function Tick({
  name,
  value,
  label,
  number,
  count,
  checked,
}: {
  name: string;
  value: string;
  label: ReactNode;
  number: number;
  /** The number in words. */
  count: string;
  checked: boolean;
}) {
  return (
    <li>
      <label className="flex min-h-11 items-center gap-3 lg:min-h-9">
        <input
          type="checkbox"
          name={name}
          value={value}
          defaultChecked={checked}
          className="tick size-[18px] flex-none appearance-none rounded-[3px] border border-stone bg-paper bg-center bg-no-repeat checked:border-ink checked:bg-ink"
        />
        <span className="flex grow items-center gap-2.5">{label}</span>
        <span className="figures text-xs text-stone">
          <span aria-hidden="true">{number}</span>
          <span className="sr-only">{count}</span>
        </span>
      </label>
    </li>
  );
}

function Sizes({ title, counted, values, chosen }: ValuesProps) {
  if (values.length < 2 && chosen.length === 0) return null;
  return (
    <Group title={title}>
      <div className="grid grid-cols-4 gap-1.5 pb-5">
        {values.map((value) => (
          <label
            key={value.slug}
            className="grid min-h-12 place-items-center rounded-md border border-linen-deep bg-paper px-1 text-center text-sm hover:border-ink has-checked:border-ink has-checked:bg-ink has-checked:text-paper has-focus-visible:outline-2 has-focus-visible:outline-offset-3 has-focus-visible:outline-clay lg:min-h-11"
          >
            <input type="checkbox" name="size" value={value.slug} defaultChecked={chosen.includes(value.slug)} className="sr-only" />
            {value.name}
            <span className="sr-only">, {counted(value.count)}</span>
          </label>
        ))}
      </div>
    </Group>
  );
}

function Amount({
  name,
  label,
  hint,
  value,
  bound,
}: {
  name: string;
  label: string;
  hint: string;
  value: Filters["min"];
  bound: NonNullable<Filters["min"]>;
}) {
  return (
    <input
      name={name}
      aria-label={label}
      inputMode="decimal"
      pattern="\d{1,6}(\.\d{1,2})?"
      title={hint}
      placeholder={eurosInQuery(bound)}
      defaultValue={value === null ? "" : eurosInQuery(value)}
      className="min-h-11 w-full rounded-md border border-stone bg-paper px-2.5"
    />
  );
}
