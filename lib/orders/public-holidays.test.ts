import { expect, test } from "vitest";
import { isPublicHoliday } from "./public-holidays";

// Easter Sundays: 31 Mar 2024, 20 Apr 2025, 5 Apr 2026, 28 Mar 2027, 16 Apr 2028, 25 Apr 2038.
test.each(["2024-04-01", "2025-04-21", "2026-04-06", "2026-06-04", "2027-03-29", "2028-06-15", "2038-04-26", "2026-12-25", "2026-08-05"])(
  "%s is a public holiday",
  (day) => expect(isPublicHoliday(day)).toBe(true),
);

test.each(["2026-12-24", "2026-04-07", "2026-04-03", "2026-06-05", "2027-05-31"])("%s is not a public holiday", (day) =>
  expect(isPublicHoliday(day)).toBe(false),
);
