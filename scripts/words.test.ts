import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** The folders whose text shoppers see. */
const SHOWN = ["app", "components", "emails", "lib/invoices/pdf"];
/** Text for staff, developers and programs is in English. */
const EXEMPT = [
  /^app\/(admin|dev|api)\//,
  /^components\/admin\//,
  /^app\/_server\/(action|forbidden-page|form-body|printed-answer)\.ts$/,
  /\.test\.tsx?$/,
];
/** A literal that begins or ends like a sentence. */
const SENTENCE = /^[A-Z][a-z’']+ [a-z]|^[^<>=]*[a-z] [^<>=]*[a-z][.!?…]$/;
const NAMED = /\b(?:aria-label|aria-description|alt|title|label|placeholder|heading)=(?:"([^"]*)"|\{`([^`]*)`\})/g;

test("all words that a shopper reads are in the messages", () => {
  const files = execFileSync("git", ["ls-files", "-z", ...SHOWN], { encoding: "utf8" }).split("\0");
  const read = files.filter((file) => /\.tsx?$/.test(file) && !EXEMPT.some((left) => left.test(file)));
  // An empty list would let everything pass.
  expect(read.length).toBeGreaterThan(80);
  const found = read.flatMap((file) => wordsIn(readFileSync(file, "utf8")).map((words) => `${file}: ${words}`));
  expect(found).toEqual([]);
});

test.each([
  ['const PATIENCE = "Please wait a minute.";', "Please wait a minute."],
  ["return `Only {left} left, all of them in your cart.`;", "Only {left} left, all of them in your cart."],
  ['<nav aria-label="Breadcrumbs">', "Breadcrumbs"],
  ["<img alt={`Picture of it`} />", "Picture of it"],
])("finds %s", (code, words) => {
  expect(wordsIn(code)).toContain(words);
});

test.each([
  '<p className="text-sm font-semibold">{t("title")}</p>',
  "// The text of a comment.",
  'throw new Error("an order was not checked before it was written.");',
  '<Field label={t("email")} name="email" />',
])("allows %s", (code) => {
  expect(wordsIn(code)).toEqual([]);
});

/** Literals in code that look like words for people; errors and log entries are for developers. */
function wordsIn(code: string): string[] {
  const lines = code
    .replaceAll(/\/\*.*?\*\//gs, "")
    .split("\n")
    .filter((line) => !/^\s*\/\/|Error\(|\blog\.|^import /.test(line));
  return lines.flatMap((line) => {
    const literals = [...line.matchAll(/"([^"]*)"|`([^`]*)`/g)].map(([, plain, template]) => plain ?? template ?? "");
    const named = [...line.matchAll(NAMED)].map(([, plain, template]) => plain ?? template ?? "");
    return [
      ...literals.filter((text) => SENTENCE.test(text)),
      ...named.filter((text) => /\p{L}{2}/u.test(text.replaceAll(/\$\{[^}]*\}/g, ""))),
    ];
  });
}
