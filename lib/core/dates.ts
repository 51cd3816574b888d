/** The shop's own time zone: what it says of days and hours is true in Zagreb. */
const timeZone = "Europe/Zagreb";

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone });
const minute = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone });

/** `22 Nov 2026` */
export function formatDate(date: Date): string {
  return day.format(date).replace("Sept", "Sep");
}

/** `22 Nov 2026, 14:05` */
export function formatTime(date: Date): string {
  return `${formatDate(date)}, ${minute.format(date)}`;
}
