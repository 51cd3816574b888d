import { FilterDays, filterBox, filterLabel } from "@/components/admin/filter-days";
import type { AuditFilter } from "@/lib/audit/input";
import { groupActions } from "./action-words";

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
      <label className={filterLabel}>
        Person
        <select name="person" defaultValue={filter.person ?? ""} className={filterBox}>
          <option value="">Anyone</option>
          <option value="system">Command line</option>
          {people.map(({ id, name, email }) => (
            <option key={id} value={id}>
              {name} ({email})
            </option>
          ))}
        </select>
      </label>
      <label className={filterLabel}>
        Action
        <select name="what" defaultValue={filter.what ?? ""} className={filterBox}>
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
      <label className={`${filterLabel} max-lg:col-span-2`}>
        Order, email or id
        <input name="thing" defaultValue={filter.thing} maxLength={200} placeholder="ORD-…" className={filterBox} />
      </label>
      <FilterDays filter={filter} clear="/admin/audit" />
    </form>
  );
}
