import Link from "next/link";

export const filterBox = "min-h-11 w-full min-w-0 rounded-md border border-stone bg-paper px-2.5 hover:border-ink lg:min-h-9";
export const filterLabel = "grid gap-1 text-xs text-stone";

type Props = {
  filter: { from?: string | undefined; to?: string | undefined };
  /** The list without filters. */
  clear: string;
};

/** The end of a list's filter form: first and last day, and its buttons. */
export function FilterDays({ filter, clear }: Props) {
  return (
    <>
      <label className={filterLabel}>
        From
        <input type="date" name="from" defaultValue={filter.from} className={filterBox} />
      </label>
      <label className={filterLabel}>
        To
        <input type="date" name="to" defaultValue={filter.to} className={filterBox} />
      </label>
      <div className="flex gap-2 max-lg:col-span-2">
        <button type="submit" className="min-h-11 rounded-md bg-ink px-4 font-medium text-paper lg:min-h-9">
          Filter
        </button>
        {Object.values(filter).some((value) => value !== undefined) && (
          <Link href={clear} className="inline-flex min-h-11 items-center px-2 text-stone underline hover:text-ink lg:min-h-9">
            Clear
          </Link>
        )}
      </div>
    </>
  );
}
