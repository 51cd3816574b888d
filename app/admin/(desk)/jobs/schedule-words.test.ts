import { expect, test } from "vitest";
import { jobs } from "@/lib/jobs/jobs";
import { describeSchedule } from "./schedule-words";

test.each([
  ["* * * * *", "every minute"],
  ["*/5 * * * *", "every 5 minutes"],
  ["7 * * * *", "every hour at :07"],
  ["7 4 * * *", "every day at 04:07 UTC"],
  ["7 4 * * 1", "7 4 * * 1"],
  ["7 */2 * * *", "7 */2 * * *"],
  ["", ""],
])("describes %j as %j", (schedule, words) => {
  expect(describeSchedule(schedule)).toBe(words);
});

test("has words for the schedule of every job", () => {
  for (const { schedule } of Object.values(jobs)) expect(describeSchedule(schedule)).toMatch(/^every /);
});
