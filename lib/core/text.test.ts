import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanLine, cleanText, line, lines } from "./text";

test.each([
  ["NUL and other control characters", "Zag\u0000reb\u0007\u009b31m", "Zagreb31m"],
  ["bidirectional controls", "invoice\u202efdp.exe\u2066\u2069\u200f", "invoicefdp.exe"],
  ["zero-width characters", "\ufeffIlica\u200b 2\u200d4\u2060\u00ad2", "Ilica 242"],
  ["tags", "Ana\u{e0041}\u{e007f}", "Ana"],
  ["halves of characters and noncharacters", "a\ud800b\udc00c\uffff", "abc"],
  ["composed letters", "C\u030cac\u030cic\u0301", "Čačić"],
  ["letters that lose a character between their parts", "c\u200b\u030c", "č"],
  ["spaces", "\u00a0 Ana \t\n Marija\u2003", "Ana Marija"],
  ["line breaks", "one\r\ntwo\u2028three\rfour", "one two three four"],
  ["a piled-up letter", `a${"\u0316".repeat(50)}b`, `a${"\u0316".repeat(8)}b`],
  ["emoji and other scripts", "Hvala 🧵 日本 Ελλάδα", "Hvala 🧵 日本 Ελλάδα"],
])("cleans %s", (_, given, expected) => {
  expect(cleanLine(given)).toBe(expected);
});

test("keeps line breaks in a text of several lines", () => {
  expect(lines(20).parse(" one\r\n\r\ntwo\u0000 ")).toBe("one\n\ntwo");
});

test("counts the characters that remain", () => {
  expect(line(5).safeParse("Čačić\u200b\u200b").data).toBe("Čačić");
  expect(line(5, "too_long").safeParse("Zagreb").error?.issues).toMatchObject([{ message: "too_long" }]);
  expect(lines(3).safeParse("a\r\nb").data).toBe("a\nb");
});

test("rejects a far longer text without cleaning it", () => {
  expect(line(5, "too_long").safeParse("\u200b".repeat(21)).error?.issues).toMatchObject([{ message: "too_long" }]);
});

test("leaves clean text unchanged, and nothing that can't be seen", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (given) => {
      const clean = cleanText(given);
      expect(cleanText(clean)).toBe(clean);
      expect(clean).toBe(clean.normalize("NFC"));
      expect(clean).not.toMatch(/[\p{Cf}\p{Cs}]|[^\P{Cc}\n]/u);
    }),
  );
});

test.each(["a", "\u0000", "\u0301\u0316", "\u200b", "\r\n", " ", "\ud800", "ﷺ"])("cleans 100 kB of %j at once", (unit) => {
  const started = performance.now();
  cleanLine(`a${unit.repeat(100_000 / unit.length)}`);
  expect(performance.now() - started).toBeLessThan(1000);
});
