import Link from "next/link";
import { FULFILMENT_STATES } from "@/app/admin/order-states";
import type { OrderFilter } from "@/lib/orders/list-input";
import { ORDER_STATUSES } from "@/lib/orders/status";
import { PAYMENT_METHODS } from "@/lib/payments/methods";
import { common } from "@/messages/en/common";

const box = "min-h-11 w-full min-w-0 rounded-md border border-stone bg-paper px-2.5 hover:border-ink lg:min-h-9";
const label = "grid gap-1 text-xs text-stone";

/** The search and the filters as a form, which leads to the address that has them. */
export function Filters({ filter }: { filter: OrderFilter }) {
  return (
    <form
      // Another address has other choices, which an input that is already there would not take over.
      key={JSON.stringify(filter)}
      action="/admin/orders"
      className="grid grid-cols-2 items-end gap-3 border-b border-linen-deep p-4 lg:grid-cols-[minmax(0,1fr)_8rem_10rem_9rem_9rem_9rem]"
    >
      <label className={`${label} max-lg:col-span-2`}>
        Order or email
        <input type="search" name="q" defaultValue={filter.q} maxLength={100} placeholder="How it begins" className={box} />
      </label>
      <label className={label}>
        Fulfilment
        <select name="status" defaultValue={filter.status ?? ""} className={box}>
          <option value="">Any</option>
          {ORDER_STATUSES.map((status) => (
            <option key={status} value={status}>
              {FULFILMENT_STATES[status].words}
            </option>
          ))}
        </select>
      </label>
      <label className={label}>
        Payment method
        <select name="method" defaultValue={filter.method ?? ""} className={box}>
          <option value="">Any</option>
          {PAYMENT_METHODS.map((method) => (
            <option key={method} value={method}>
              {common.paymentMethod[method]}
            </option>
          ))}
        </select>
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
          <Link href="/admin/orders" className="inline-flex min-h-11 items-center px-2 text-stone underline hover:text-ink lg:min-h-9">
            Clear
          </Link>
        )}
      </div>
    </form>
  );
}
