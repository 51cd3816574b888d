import { describe, expect, it } from "vitest";
import { countryName, formatDate, formatDateTime, formatList, formatMoney, formatNumber, formatPercent, formatTime } from "./format";
import { LOCALES, PSEUDO_LOCALE, REGIONAL_FORMATS } from "./locales";
import { cents } from "./money";

const summerNight = new Date("2026-08-31T22:05:00Z");
const winterDay = new Date("2026-11-22T13:05:00Z");

describe("English", () => {
  it.each([
    [0, "€0.00"],
    [5, "€0.05"],
    [2499, "€24.99"],
    [102_499, "€1,024.99"],
    [-500, "−€5.00"],
  ])("formats %i cents as %s", (amount, written) => {
    expect(formatMoney(cents(amount), "en")).toBe(written);
  });

  it.each([
    [0, "0%"],
    [550, "5.5%"],
    [2500, "25%"],
  ])("formats %i basis points as %s", (basisPoints, written) => {
    expect(formatPercent(basisPoints, "en")).toBe(written);
  });

  it("formats dates and times in Zagreb's time zone, in summer and in winter", () => {
    expect(formatDate(winterDay, "en")).toBe("22 Nov 2026");
    expect(formatTime(winterDay, "en")).toBe("14:05");
    expect(formatDateTime(winterDay, "en")).toBe("22 Nov 2026, 14:05");
    expect(formatDate(summerNight, "en")).toBe("1 Sept 2026");
    expect(formatTime(summerNight, "en")).toBe("00:05");
  });

  it("formats numbers, lists and countries", () => {
    expect(formatNumber(1024, "en")).toBe("1,024");
    expect(formatList(["linen", "wool", "cotton"], "en")).toBe("linen, wool and cotton");
    expect(formatList(["linen", "wool", "cotton"], "en", "or")).toBe("linen, wool or cotton");
    expect(countryName("HR", "en")).toBe("Croatia");
    expect(countryName("QX", "en")).toBe("QX");
  });
});

it("the pseudo-locale uses Croatian formats", () => {
  expect(formatMoney(cents(102_499), PSEUDO_LOCALE)).toBe("1.024,99\u00a0€");
  expect(formatDate(winterDay, PSEUDO_LOCALE)).toBe("22. stu 2026.");
  expect(countryName("HR", PSEUDO_LOCALE)).toBe("Hrvatska");
});

it("each language's formats are available on this machine", () => {
  expect(Intl.NumberFormat.supportedLocalesOf(LOCALES.map((locale) => REGIONAL_FORMATS[locale]))).toHaveLength(LOCALES.length);
});
