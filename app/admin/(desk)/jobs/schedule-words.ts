/** A job's schedule in words; five cron fields in UTC, of which jobs use three forms. Any other is shown as it is. */
export function describeSchedule(schedule: string): string {
  const [minute = "", hour = "", ...rest] = schedule.split(" ");
  const step = /^\*\/(\d+)$/.exec(minute)?.[1];
  if (rest.join(" ") !== "* * *") return schedule;
  if (hour === "*" && minute === "*") return "every minute";
  if (hour === "*" && step) return `every ${step} minutes`;
  if (!/^\d+$/.test(minute)) return schedule;
  if (hour === "*") return `every hour at :${minute.padStart(2, "0")}`;
  return /^\d+$/.test(hour) ? `every day at ${hour.padStart(2, "0")}:${minute.padStart(2, "0")} UTC` : schedule;
}
