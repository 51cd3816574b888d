import { RETURN_STATES } from "@/app/admin/order-states";
import { Chip } from "@/components/admin/chip";
import { Panel } from "@/components/admin/panel";
import { formatDateTime, formatOptions } from "@/lib/core/format";
import type { OrderReturn } from "@/lib/returns/queries";

export function Returns({ returns }: { returns: readonly OrderReturn[] }) {
  return (
    <Panel title="Returns">
      <ul>
        {returns.map(({ id, kind, status, requestedAt, reason, rejection, lines }) => (
          <li key={id} className="grid gap-1 border-(--row-line) px-4 py-3 not-first:border-t">
            <p className="flex flex-wrap items-center gap-2">
              <b className="font-semibold">{kind === "withdrawal" ? "Withdrawal" : "Return"}</b>
              <Chip tone={RETURN_STATES[status].tone}>{RETURN_STATES[status].words}</Chip>
              <span className="figures ml-auto text-xs text-stone">{formatDateTime(requestedAt, "en")}</span>
            </p>
            <ul>
              {lines.map(({ position, name, options, quantity }) => (
                <li key={position}>
                  {quantity} × {[name, formatOptions(options)].filter(Boolean).join(", ")}
                </li>
              ))}
            </ul>
            {reason && <p className="text-stone">“{reason}”</p>}
            {rejection && <p className="text-stone">Not accepted: {rejection}</p>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
