import type { Metadata } from "next";
import Link from "next/link";
import { PageHead } from "@/components/admin/panel";
import type { AuditRow } from "@/lib/audit/queries";
import { formatDate, formatNumber } from "@/lib/core/format";
import { addressOf } from "./address";
import { Entry } from "./entry";
import { Filters } from "./filters";
import { readAuditPage } from "./reads";

export const instant = false;

export const metadata: Metadata = { title: "Audit log" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const button = "inline-flex min-h-11 items-center rounded-md px-4 font-medium inset-ring inset-ring-stone hover:bg-linen lg:min-h-9";

export default async function AuditPage({ searchParams }: Props) {
  const { rows, newer, older, filter, people, exported } = await readAuditPage(await searchParams);
  const dayOf = ({ at }: AuditRow) => formatDate(at, "en");
  return (
    <>
      <PageHead title="Audit log" text="Everything that staff did, the newest first. Nobody can change or remove an entry unnoticed.">
        {exported !== null && (
          <a
            href={addressOf("/api/admin/audit", filter)}
            className={button}
            download
            title={`The newest ${formatNumber(exported, "en")} entries at most`}
          >
            Export CSV
          </a>
        )}
      </PageHead>
      <Filters filter={filter} people={people} />
      {rows.length === 0 && (
        <p className="rounded-md border border-linen-deep bg-paper p-8 text-center text-stone">
          Nothing was done that matches. Take a filter away to see more.
        </p>
      )}
      {[...new Set(rows.map(dayOf))].map((day) => (
        <section key={day} className="grid gap-2">
          <h2>{day}</h2>
          <ol className="rounded-md border border-linen-deep bg-paper">
            {rows
              .filter((row) => dayOf(row) === day)
              .map((row) => (
                <Entry key={row.id} row={row} />
              ))}
          </ol>
        </section>
      ))}
      {(newer || older) && (
        <nav aria-label="Pages" className="flex flex-wrap gap-2">
          {newer && (
            <>
              <Link href={addressOf("/admin/audit", filter)} className={button}>
                Newest
              </Link>
              <Link href={addressOf("/admin/audit", filter, { after: newer })} className={button}>
                Newer
              </Link>
            </>
          )}
          {older && (
            <Link href={addressOf("/admin/audit", filter, { before: older })} className={button}>
              Older
            </Link>
          )}
        </nav>
      )}
    </>
  );
}
