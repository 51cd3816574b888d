import Link from "next/link";
import { Panel } from "@/components/admin/panel";
import type { ShopStatus } from "@/lib/operations/status";
import { type Task, tasksOf } from "./tasks";

/** What waits for staff, most urgent first; each row opens to its first entries. */
export function ToDo({ status }: { status: ShopStatus }) {
  const tasks = tasksOf(status);
  return (
    <Panel title="To do" aside={tasks.length === 0 ? undefined : tasks.length === 1 ? "1 thing" : `${tasks.length} things`}>
      {tasks.length === 0 ? (
        <p className="px-4 py-6 text-stone">Nothing is waiting for you.</p>
      ) : (
        <ul>
          {tasks.map((task) => (
            <TaskRow key={task.title} task={task} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

const FIGURE = { now: "text-oxblood", soon: "text-clay", later: "text-ink" } as const;

function TaskRow({ task: { count, title, detail, urgency, entries } }: { task: Task }) {
  return (
    <li className="border-(--row-line) not-first:border-t">
      <details className="group">
        <summary className="grid min-h-11 grid-cols-[2.5rem_1fr_1rem] items-center gap-3 px-4 py-2.5 hover:bg-(--hover)">
          <b className={`figures text-right font-serif text-xl font-normal ${FIGURE[urgency]}`}>{count}</b>
          <span>
            <span className="block font-medium">{title}</span>
            {detail && <span className="figures block text-xs text-stone">{detail}</span>}
          </span>
          <svg viewBox="0 0 20 20" className="size-4 fill-none stroke-current stroke-[1.4] group-open:rotate-180" aria-hidden="true">
            <path d="M4.5 7.5 10 13l5.5-5.5" />
          </svg>
        </summary>
        <ul className="grid gap-1.5 px-4 pb-3 pl-[4.25rem]">
          {entries.map(({ key, reference, words }) => (
            <li key={key} className="figures">
              {reference && (
                <Link href={`/admin/orders/${reference}`} className="text-link mr-2 max-lg:touch">
                  {reference}
                </Link>
              )}
              <span className="break-words text-stone">{words}</span>
            </li>
          ))}
          {count > entries.length && <li className="text-stone">and {count - entries.length} more</li>}
        </ul>
      </details>
    </li>
  );
}
