import Link from "next/link";
import type { AuditFilter } from "@/lib/audit/input";
import { groupActions } from "./action-words";

const box = "min-h-11 w-full min-w-0 rounded-md border border-stone bg-paper px-2.5 hover:border-ink lg:min-h-9";
const label = "grid gap-1 text-xs text-stone";

type Props = { filter: AuditFilter; people: readonly { id: string; name: string; email: string }[] };

/** The filters as a form, which leads to the address that has them. */
export function Filters({ filter, people }: Props) {
  return (
    <form
      // Another address has other choices, which an input that is already there would not take over.
      key={JSON.stringify(filter)}
      action="/admin/audit"
      className="grid grid-cols-2 items-end gap-3 rounded-md border border-linen-deep bg-paper p-4 lg:grid-cols-[repeat(3,minmax(0,1fr))_9rem_9rem_9rem]"
    >
      <label className={label}>
        Person
        <select name="person" defaultValue={filter.person ?? ""} className={box}>
          <option value="">Anyone</option>
          <option value="system">Command line</option>
          {people.map(({ id, name, email }) => (
            <option key={id} value={id}>
              {name} ({email})
            </option>
          ))}
        </select>
      </label>
      <label className={label}>
        Action
        <select name="what" defaultValue={filter.what ?? ""} className={box}>
          <option value="">Any</option>
          {groupActions().map(({ name, actions }) => (
            <optgroup key={name} label={name}>
              {actions.map((action) => (
                <option key={action.value} value={action.value}>
                  {name}: {action.label}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <label className={`${label} max-lg:col-span-2`}>
        Order, email or id
        <input name="thing" defaultValue={filter.thing} maxLength={200} placeholder="ORD-…" className={box} />
      </label>
      <label className={label}>
        From
        <input type="date" name="from" defaultValue={filter.from} className={box} />
      </label>
      <label className={label}>
        To
        <input type="date" name="to" defaultValue={filter.to} className={box} />
      </label>
      <div className="flex gap-2 max-lg:col-span-2">
        <button type="submit" className="min-h-11 rounded-md bg-ink px-4 font-medium text-paper lg:min-h-9">
          Filter
        </button>
        {Object.values(filter).some((value) => value !== undefined) && (
          <Link href="/admin/audit" className="inline-flex min-h-11 items-center px-2 text-stone underline hover:text-ink lg:min-h-9">
            Clear
          </Link>
        )}
      </div>
    </form>
  );
}
