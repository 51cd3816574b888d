import { FULFILMENT_STATES } from "@/app/admin/order-states";
import { FilterDays, filterBox, filterLabel } from "@/components/admin/filter-days";
import type { OrderFilter } from "@/lib/orders/list-input";
import { ORDER_STATUSES } from "@/lib/orders/status";
import { PAYMENT_METHODS } from "@/lib/payments/methods";
import { common } from "@/messages/en/common";

/** The search and the filters as a form, which leads to the address that has them. */
export function Filters({ filter }: { filter: OrderFilter }) {
  return (
    <form
      // Another address has other choices, which an input that is already there would not take over.
      key={JSON.stringify(filter)}
      action="/admin/orders"
      className="grid grid-cols-2 items-end gap-3 border-b border-linen-deep p-4 lg:grid-cols-[minmax(0,1fr)_8rem_10rem_9rem_9rem_9rem]"
    >
      <label className={`${filterLabel} max-lg:col-span-2`}>
        Order or email
        <input type="search" name="q" defaultValue={filter.q} maxLength={100} placeholder="How it begins" className={filterBox} />
      </label>
      <label className={filterLabel}>
        Fulfilment
        <select name="status" defaultValue={filter.status ?? ""} className={filterBox}>
          <option value="">Any</option>
          {ORDER_STATUSES.map((status) => (
            <option key={status} value={status}>
              {FULFILMENT_STATES[status].words}
            </option>
          ))}
        </select>
      </label>
      <label className={filterLabel}>
        Payment method
        <select name="method" defaultValue={filter.method ?? ""} className={filterBox}>
          <option value="">Any</option>
          {PAYMENT_METHODS.map((method) => (
            <option key={method} value={method}>
              {common.paymentMethod[method]}
            </option>
          ))}
        </select>
      </label>
      <FilterDays filter={filter} clear="/admin/orders" />
    </form>
  );
}
