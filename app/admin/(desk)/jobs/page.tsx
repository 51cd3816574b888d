import type { Metadata } from "next";
import { Chip, type Tone } from "@/components/admin/chip";
import { PageHead } from "@/components/admin/panel";
import { formatDate, formatDateTime, formatTime } from "@/lib/core/format";
import type { JobState } from "@/lib/jobs/list-jobs";
import { JOB_WORDS } from "./job-words";
import { readJobs } from "./reads";
import { RunButton } from "./run-button";
import { describeSchedule } from "./schedule-words";

export const instant = false;

export const metadata: Metadata = { title: "Jobs" };

export default async function JobsPage() {
  const { jobs, now, mayRun } = await readJobs();
  const failing = jobs.filter(({ failingSince }) => failingSince).length;
  const missed = jobs.filter(({ isMissed }) => isMissed).length;
  return (
    <>
      <PageHead title="Jobs" text={`What the shop does by itself. ${summary(failing, missed)}`} />
      <ul className="rounded-md border border-linen-deep bg-paper">
        {jobs.map((state) => (
          <Job key={state.job} state={state} now={now} mayRun={mayRun} />
        ))}
      </ul>
    </>
  );
}

function summary(failing: number, missed: number): string {
  const parts = [failing > 0 && `${failing} failing`, missed > 0 && `${missed} not run when due`].filter(Boolean);
  return parts.length > 0 ? `${parts.join(", ")}: see below.` : "All is well.";
}

function Job({ state, now, mayRun }: { state: JobState; now: Date; mayRun: boolean }) {
  const { job, schedule, last, failingSince, succeededAt, nextAt } = state;
  const { tone, words } = conditionOf(state);
  return (
    <li className="grid gap-x-6 gap-y-2 border-t border-(--row-line) px-4 py-3.5 first:border-t-0 max-lg:grid-cols-[minmax(0,1fr)_auto] lg:grid-cols-[minmax(0,1.3fr)_8.5rem_minmax(0,1.2fr)_9rem]">
      <div className="grid content-start gap-1">
        <h2>{JOB_WORDS[job]}</h2>
        <p className="text-xs text-stone">
          <span className="figures">{job}</span> · {describeSchedule(schedule)}
        </p>
      </div>
      <p className="max-lg:row-start-2">
        <Chip tone={tone}>{words}</Chip>
      </p>
      <div className="figures grid content-start max-lg:col-span-2 gap-1 text-xs wrap-anywhere">
        {last ? (
          <p>
            {moment(last.startedAt, now)}, in {duration(last.durationMs)}: {result(last)}
          </p>
        ) : (
          <p>It has not run yet.</p>
        )}
        {last?.error && <p className="text-(--stop)">{last.error}</p>}
        {failingSince && (
          <p className="text-stone">
            Failing since {moment(failingSince, now)}.{" "}
            {succeededAt ? `It last worked at ${moment(succeededAt, now)}.` : "It has not worked yet."}
          </p>
        )}
        {nextAt && <p className="text-stone">Next at {moment(nextAt, now)}</p>}
      </div>
      {mayRun && <RunButton job={job} />}
    </li>
  );
}

function conditionOf({ isRunning, failingSince, isMissed, last }: JobState): { tone: Tone; words: string } {
  if (isRunning) return { tone: "wait", words: "Running" };
  if (failingSince) return { tone: "stop", words: "Failing" };
  if (isMissed) return { tone: "stop", words: "Not run when due" };
  return last ? { tone: "ok", words: "Works" } : { tone: "quiet", words: "Not run yet" };
}

function result({ done, remaining, error }: NonNullable<JobState["last"]>): string {
  if (error !== null) return "failed";
  return remaining ? `${done} done, ${remaining} left for the next run` : `${done} done`;
}

/** The time alone if it is on the same day. */
function moment(at: Date, now: Date): string {
  return formatDate(at, "en") === formatDate(now, "en") ? formatTime(at, "en") : formatDateTime(at, "en");
}

function duration(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;
}
