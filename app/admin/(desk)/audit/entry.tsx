import Link from "next/link";
import type { AuditRow } from "@/lib/audit/queries";
import { formatTime } from "@/lib/core/format";
import { describeAction, describeKind, describeOwnAction } from "./action-words";
import { type Change, compareValues } from "./difference";

/** More changes than this are folded. */
const OPEN_CHANGES = 4;

/** One action as a sentence, with what it changed below. */
export function Entry({ row }: { row: AuditRow }) {
  const { changes, more } = compareValues(row.before, row.after);
  const own = row.subject.kind === "staff" && row.subject.id === row.person?.id ? describeOwnAction(row.what) : undefined;
  const list = <Changes changes={changes} more={more} />;
  return (
    <li className="grid gap-x-4 gap-y-1 border-t border-(--row-line) px-4 py-2.5 first:border-t-0 max-lg:grid-cols-2 lg:grid-cols-[3.5rem_minmax(0,1fr)_auto]">
      <time dateTime={row.at.toISOString()} className="figures text-stone">
        {formatTime(row.at, "en")}
      </time>
      <div className="grid min-w-0 content-start gap-1.5 max-lg:order-last max-lg:col-span-2">
        <p className="wrap-anywhere">
          <strong className="font-semibold">{row.person?.name ?? "Command line"}</strong>{" "}
          {own ?? (
            <>
              {describeAction(row.what)} <Subject subject={row.subject} />
            </>
          )}
        </p>
        {row.isErased && <p className="text-xs text-stone">What it changed has been erased.</p>}
        {changes.length > OPEN_CHANGES ? (
          <details>
            <summary className="mb-1 inline-flex min-h-6 cursor-pointer items-center text-xs text-stone underline hover:text-ink">
              {changes.length + more} changes
            </summary>
            {list}
          </details>
        ) : (
          list
        )}
      </div>
      <p className="figures text-right text-xs text-stone max-lg:flex max-lg:flex-wrap max-lg:justify-end max-lg:gap-x-2">
        {row.from}
        <span className="block" title={row.chainHash ?? undefined}>
          {row.position === null ? "not chained yet" : `no. ${row.position}`}
        </span>
      </p>
    </li>
  );
}

function Changes({ changes, more }: { changes: readonly Change[]; more: number }) {
  if (changes.length === 0) return null;
  return (
    <dl className="grid gap-x-3 gap-y-1 text-xs lg:grid-cols-[max-content_minmax(0,1fr)]">
      {changes.map(({ name, before, after }) => (
        <div key={name} className="grid gap-x-3 lg:col-span-2 lg:grid-cols-subgrid">
          <dt className="text-stone">{name}</dt>
          <dd className="figures wrap-anywhere">
            {before !== undefined && <Value text={before} tag="del" />}
            {before !== undefined && after !== undefined && <span className="text-stone"> → </span>}
            {after !== undefined && <Value text={after} tag="ins" />}
          </dd>
        </div>
      ))}
      {more > 0 && <p className="text-stone lg:col-span-2">… and {more} more</p>}
    </dl>
  );
}

/** Marked as removed or added for screen readers as well. */
function Value({ text, tag: Tag }: { text: string; tag: "del" | "ins" }) {
  return <Tag className={Tag === "del" ? "text-(--stop)" : "text-(--ok) no-underline"}>{text}</Tag>;
}

function Subject({ subject }: Pick<AuditRow, "subject">) {
  if (subject.kind === "audit") return <>the audit log</>;
  const href = linkOf(subject);
  return (
    <>
      {describeKind(subject.kind)}{" "}
      {href ? (
        <Link href={href} prefetch={false} className="text-link">
          {subject.name}
        </Link>
      ) : (
        <span className="font-medium">{subject.name}</span>
      )}
    </>
  );
}

/** The page of a thing; undefined if it has none, or is an order that no longer exists. */
function linkOf({ kind, id, name }: AuditRow["subject"]): string | undefined {
  if (kind === "order" && name !== id) return `/admin/orders/${name}`;
  if (kind === "staff") return `/admin/staff/${id}`;
  return kind === "job" ? "/admin/jobs" : undefined;
}
