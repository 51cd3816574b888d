import { escapeHtml, page } from "./base/page";
import { type Overview, PROVIDERS, type ProviderModule } from "./base/provider-module";
import type { WebhookEvent, WebhookMode, Webhooks } from "./base/webhooks";
import type { Faults } from "./faults";
import type { Call } from "./server";

export type Activity = { providers: readonly ProviderModule[]; faults: Faults; webhooks: Webhooks; calls(): readonly Call[] };

const SHOWN = 50;

const MODES: Record<WebhookMode, string> = {
  deliver: "arrive at once",
  hold: "are held until released",
  drop: "never arrive",
  duplicate: "arrive twice at once",
  reverse: "arrive in reverse order",
  delay: "arrive late",
};

const FAULTS = {
  error: "Answer with an error and do nothing",
  timeout: "Never answer and do nothing",
  reset: "Cut the connection and do nothing",
  answer_lost: "Do the work, then cut the connection",
  late: "Cut the connection, then do the work",
  unknown: "Answer that the object doesn’t exist",
};

/** A page with the providers' payments, the webhooks and calls, and the controls. */
export function outcomePage({ providers, faults, webhooks, calls }: Activity): string {
  const overviews = providers.flatMap((provider) => provider.overview?.(SHOWN) ?? []);
  return page(
    "What happened",
    `<p>This stands in for the shop's providers. <a href="/">Refresh</a></p>
    ${overviews.map(overviewSection).join("")}
    <section aria-labelledby="webhooks"><h2 id="webhooks">Webhooks</h2>
    ${form("/_sandbox/webhooks", "Set", select("mode", "From now on, webhooks", Object.entries(MODES), webhooks.mode))}
    ${webhooks.list().some(({ state }) => state === "held") ? form("/_sandbox/webhooks/release", "Release held webhooks") : ""}
    ${table(
      "webhooks",
      ["Sent", "Event", "Delivery", "The shop's answers", ""],
      webhooks
        .list()
        .slice(-SHOWN)
        .toReversed()
        .map((event) => [
          time(event.sentAt),
          escapeHtml(`${event.provider} ${event.type}`),
          event.state,
          describeAnswers(event),
          deliverButton(event),
        ]),
    )}</section>
    <section aria-labelledby="faults"><h2 id="faults">Faults</h2>
    ${form(
      "/_sandbox/faults",
      "Add fault",
      select(
        "provider",
        "Provider",
        PROVIDERS.map((name) => [name, name]),
      ) +
        select("kind", "At the shop's next call", Object.entries(FAULTS)) +
        `<label>Times <input name="times" type="number" min="1" max="99" value="1"></label>`,
    )}
    ${table(
      "faults",
      ["Call", "Fault", "Times left"],
      faults
        .list()
        .map(({ provider, operation = "any call", kind, times }) => [escapeHtml(`${provider}: ${operation}`), FAULTS[kind], `${times}`]),
    )}
    ${faults.list().length > 0 ? form("/_sandbox/faults/clear", "Remove all faults") : ""}</section>
    <section aria-labelledby="calls"><h2 id="calls">Calls</h2>
    ${table(
      "calls",
      ["Time", "Call", "Outcome"],
      calls()
        .filter(({ provider }) => provider !== "sandbox")
        .slice(-SHOWN)
        .toReversed()
        .map(({ at, provider, operation, outcome }) => [
          time(at),
          escapeHtml(`${provider} ${operation}`),
          String(outcome).replace("_", " "),
        ]),
    )}</section>`,
  );
}

function overviewSection({ title, columns, rows }: Overview, index: number): string {
  const lines = rows.map(({ cells, actions }) => [
    ...cells.map(escapeHtml),
    `<div class="actions">${actions.map(({ label, path, fields }) => form(path, label, hidden(fields))).join("")}</div>`,
  ]);
  return `<section aria-labelledby="overview-${index}"><h2 id="overview-${index}">${escapeHtml(title)}</h2>${table(`overview-${index}`, [...columns, ""], lines)}</section>`;
}

function describeAnswers({ answers }: WebhookEvent): string {
  return answers.map((status) => (status === 0 ? "no answer" : status)).join(", ");
}

function deliverButton({ id, state }: WebhookEvent): string {
  const label = state === "delivered" ? "Deliver again" : "Deliver now";
  return state === "waiting" ? "" : form("/_sandbox/webhooks/release", label, hidden({ "ids[]": id }));
}

/**
 * @param labelledBy the id of the table's heading
 * @param lines rows of cells, which are HTML
 */
function table(labelledBy: string, columns: readonly string[], lines: readonly (readonly string[])[]): string {
  if (lines.length === 0) return `<p class="note">Nothing yet.</p>`;
  const head = columns.map((name) => (name === "" ? "<td></td>" : `<th scope="col">${escapeHtml(name)}</th>`)).join("");
  const body = lines.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("");
  return `<div class="scroll" tabindex="0" role="region" aria-labelledby="${labelledBy}"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

function form(path: string, label: string, fields = ""): string {
  return `<form method="post" action="${escapeHtml(path)}">${fields}<button class="quiet">${escapeHtml(label)}</button></form>`;
}

function hidden(fields: Readonly<Record<string, string>> = {}): string {
  return Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`)
    .join("");
}

function select(name: string, label: string, options: readonly (readonly [string, string])[], chosen?: string): string {
  const items = options.map(
    ([value, words]) => `<option value="${escapeHtml(value)}"${value === chosen ? " selected" : ""}>${escapeHtml(words)}</option>`,
  );
  return `<label>${escapeHtml(label)} <select name="${name}">${items.join("")}</select></label>`;
}

/** Hours, minutes and seconds, in UTC. */
function time(iso: string): string {
  return `<time datetime="${iso}">${iso.slice(11, 19)}</time>`;
}
