import type { Metadata } from "next";
import Link from "next/link";
import { ListKeys } from "@/components/admin/list-keys";
import { PageHead } from "@/components/admin/panel";
import { formatNumber } from "@/lib/core/format";
import { MAX_COUNTED } from "@/lib/orders/list-orders";
import { addressOf } from "./address";
import { Filters } from "./filters";
import { readOrders } from "./reads";
import { ColumnNames, OrderRow } from "./row";

export const instant = false;

export const metadata: Metadata = { title: "Orders" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const button = "inline-flex min-h-11 items-center rounded-md px-4 font-medium inset-ring inset-ring-stone hover:bg-linen lg:min-h-9";

export default async function OrdersPage({ searchParams }: Props) {
  const { rows, newer, older, filter, count } = await readOrders(await searchParams);
  return (
    <>
      <PageHead title="Orders" text={`${countWords(count)}, the newest first.`} />
      <div className="rounded-md border border-linen-deep bg-paper">
        <Filters filter={filter} />
        {rows.length === 0 ? (
          <p className="max-w-none p-8 text-center text-stone">
            {Object.values(filter).some((value) => value !== undefined)
              ? "No order matches. Remove a filter to see more."
              : "There are no orders yet."}
          </p>
        ) : (
          <>
            <ColumnNames />
            <ol>
              {rows.map((order) => (
                <OrderRow key={order.id} order={order} />
              ))}
            </ol>
          </>
        )}
      </div>
      {(newer || older) && (
        <nav aria-label="Pages" className="flex flex-wrap gap-2">
          {newer && (
            <>
              <Link href={addressOf(filter)} className={button}>
                Newest
              </Link>
              <Link href={addressOf(filter, { after: newer })} rel="prev" className={button}>
                Newer
              </Link>
            </>
          )}
          {older && (
            <Link href={addressOf(filter, { before: older })} rel="next" className={button}>
              Older
            </Link>
          )}
        </nav>
      )}
      <ListKeys />
    </>
  );
}

function countWords(count: number): string {
  if (count > MAX_COUNTED) return `More than ${formatNumber(MAX_COUNTED, "en")} orders`;
  return count === 1 ? "1 order" : `${formatNumber(count, "en")} orders`;
}
