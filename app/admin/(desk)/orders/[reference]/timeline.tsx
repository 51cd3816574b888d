import { Panel } from "@/components/admin/panel";
import { formatDate, formatTime } from "@/lib/core/format";
import type { OrderSheet } from "@/lib/operations/order-sheet";
import { describeEvent } from "./event-words";

/** What happened, the latest day first. */
export function Timeline({ sheet: { events, names } }: { sheet: OrderSheet }) {
  const latestFirst = events.toReversed();
  const days = [...new Set(latestFirst.map(({ createdAt }) => formatDate(createdAt, "en")))];
  return (
    <Panel title="Timeline">
      <div className="grid gap-4 px-4 py-3">
        {days.map((day) => (
          <section key={day} aria-label={day}>
            <h3 className="figures mb-1.5 font-sans text-xs font-medium text-stone">{day}</h3>
            <ol className="grid gap-2">
              {latestFirst
                .filter(({ createdAt }) => formatDate(createdAt, "en") === day)
                .map((event) => (
                  <li key={event.id} className="grid grid-cols-[2.75rem_1fr] gap-x-3">
                    <time dateTime={event.createdAt.toISOString()} className="figures text-stone">
                      {formatTime(event.createdAt, "en")}
                    </time>
                    <div>
                      <p>{describeEvent(event)}</p>
                      <p className="text-xs text-stone">{actorName(event.actor, names)}</p>
                    </div>
                  </li>
                ))}
            </ol>
          </section>
        ))}
      </div>
    </Panel>
  );
}

function actorName(actor: OrderSheet["events"][number]["actor"], names: OrderSheet["names"]): string {
  switch (actor.kind) {
    case "system":
      return "The shop";
    case "customer":
      return "Customer";
    case "staff":
      return `Staff: ${actor.id === null ? actor.name : (names.get(actor.id) ?? "a former account")}`;
  }
}
