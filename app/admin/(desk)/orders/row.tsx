import Link from "next/link";
import { FULFILMENT_STATES } from "@/app/admin/order-states";
import { Chip } from "@/components/admin/chip";
import { countryName, formatDate, formatMoney, formatTime } from "@/lib/core/format";
import { ZERO } from "@/lib/core/money";
import type { ListedOrder } from "@/lib/orders/list-orders";

const COLUMNS = "lg:grid lg:grid-cols-[8.5rem_6.5rem_minmax(0,1fr)_9rem_8.5rem_6rem] lg:items-center lg:gap-x-4";

/** The names of the columns, which a phone's cards go without. */
export function ColumnNames() {
  return (
    <div aria-hidden="true" className={`hidden border-b border-linen-deep px-4 py-2.5 text-xs text-stone ${COLUMNS}`}>
      <span>Order</span>
      <span>Placed</span>
      <span>Customer</span>
      <span>Payment</span>
      <span>Fulfilment</span>
      <span className="text-right">Total</span>
    </div>
  );
}

/** An order as a row, on a phone as a card. */
export function OrderRow({ order }: { order: ListedOrder }) {
  const { reference, placedAt, status, isPartlySent, email, address, dueCents, totalCents, items } = order;
  const fulfilment = FULFILMENT_STATES[isPartlySent ? "partly_shipped" : status];
  return (
    <li
      className={`grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1.5 border-b border-(--row-line) px-4 py-2.5 last:border-0 focus-within:bg-(--hover) hover:bg-(--hover) ${COLUMNS}`}
    >
      <Link href={`/admin/orders/${reference}`} data-row className="figures flex min-h-11 items-center font-semibold lg:min-h-9">
        {reference}
      </Link>
      <p className="figures max-lg:self-center max-lg:text-right">
        {formatDate(placedAt, "en")} <span className="text-xs text-stone lg:block">{formatTime(placedAt, "en")}</span>
      </p>
      <div className="min-w-0 max-lg:row-start-2">
        <p className="truncate">
          {address.firstName} {address.lastName}
        </p>
        <p className="truncate text-xs text-stone">
          {countryName(address.country, "en")}, {email}
        </p>
      </div>
      <div className="max-lg:col-start-1 max-lg:row-start-3 max-lg:flex max-lg:flex-wrap max-lg:gap-1.5 lg:contents">
        <span>{dueCents > ZERO ? <Chip tone="wait">{formatMoney(dueCents, "en")} due</Chip> : <Chip tone="ok">Nothing due</Chip>}</span>
        <span>
          <Chip tone={fulfilment.tone}>{fulfilment.words}</Chip>
        </span>
      </div>
      <p className="figures text-right max-lg:col-start-2 max-lg:row-start-2">
        <span className="font-semibold">{formatMoney(totalCents, "en")}</span>
        <span className="block text-xs text-stone">{items === 1 ? "1 item" : `${items} items`}</span>
      </p>
    </li>
  );
}
