import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { type CallExpression, parseSync, Visitor } from "oxc-parser";
import { checkSync } from "recheck";
import { expect, test, vi } from "vitest";

/** Where regular expressions meet text from outside. */
const SOURCES = ["app", "components", "db", "emails", "lib", "messages", "scripts", ":(glob)*.ts", ":(glob)*.mjs", ":(glob)*.cjs"];
/** Builds its expressions from the languages when it is loaded. */
const BUILT = "secure-paths.ts";

type Found = { place: string; source: string; flags: string };

/** The regular expressions written in a file, and the places where it builds others. */
function readExpressions(file: string, text: string): { written: Found[]; built: string[] } {
  const written: Found[] = [];
  const built: string[] = [];
  const place = (offset: number) => `${file}:${text.slice(0, offset).split("\n").length}`;
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const findBuilt = ({ callee, start }: Pick<CallExpression, "callee" | "start">) => {
    if (callee.type === "Identifier" && callee.name === "RegExp") built.push(place(start));
  };
  new Visitor({
    Literal(node) {
      if ("regex" in node) written.push({ place: place(node.start), source: node.regex.pattern, flags: node.regex.flags });
    },
    NewExpression(node) {
      findBuilt(node);
    },
    CallExpression(node) {
      findBuilt(node);
    },
  }).visit(program);
  return { written, built };
}

/** Limits of steps instead of time, so that a busy machine gets the same answer. */
const STEADY = { randomSeed: 1, timeout: null, attackTimeout: null, incubationTimeout: null } as const;

/** Those that some text makes take longer than in proportion to its length. */
function findSlow(expressions: readonly Found[]): string[] {
  return expressions.flatMap(({ place, source, flags }) => {
    // Nothing repeats without a bound, so the work for each character has one too.
    if (!/[*+]|\{\d+,\}/.test(source)) return [];
    const found = checkSync(source, flags, STEADY);
    if (found.status === "safe") return [];
    return [`${place} /${source}/${flags}: ${found.status === "vulnerable" ? found.complexity.summary : found.error.kind}`];
  });
}

// Its checker in JavaScript, which needs no program of the machine's own.
vi.stubEnv("RECHECK_BACKEND", "pure");

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", ...SOURCES], { encoding: "utf8" })
  .split("\n")
  .filter((file) => /\.(tsx?|mjs|cjs)$/.test(file) && !/\.test\.tsx?$/.test(file));

test("every regular expression takes time in proportion to the text, at worst", { timeout: 600_000 }, async () => {
  const found = files.map((file) => ({ file, ...readExpressions(file, readFileSync(file, "utf8")) }));
  expect(found.filter(({ file, built }) => built.length > 0 && file !== BUILT).flatMap(({ built }) => built)).toEqual([]);
  const written = found.flatMap((file) => file.written);
  expect(written.length).toBeGreaterThan(50);
  const distinct = new Map(
    [...written, ...(await listBuilt())].map((expression) => [`/${expression.source}/${expression.flags}`, expression]),
  );
  expect(findSlow([...distinct.values()])).toEqual([]);
});

/** The expressions that BUILT makes. */
async function listBuilt(): Promise<Found[]> {
  const built: Found[] = [];
  class Recorded extends RegExp {
    constructor(pattern: string | RegExp, flags?: string) {
      super(pattern, flags);
      built.push({ place: BUILT, source: this.source, flags: this.flags });
    }
  }
  vi.stubGlobal("RegExp", Recorded);
  await import("@/secure-paths");
  vi.unstubAllGlobals();
  expect(built.length).toBeGreaterThan(0);
  return built;
}

test.each([
  ["an exponential one", "export const is = (text: string) => /^(a|a)*$/.test(text);"],
  ["a quadratic one", 'const clean = text.replace(/\\s+$/g, "");'],
  ["one in JSX", "const link = <a title={words.match(/(\\w+)+@/)?.[0]} />;"],
])("the check reports %s", (_, text) => {
  expect(findSlow(readExpressions("x.tsx", text).written)).toHaveLength(1);
});

test("the check reports an expression that is built, and no fast one", () => {
  expect(readExpressions("x.ts", "const a = new RegExp(name);\nconst b = RegExp(name);").built).toEqual(["x.ts:1", "x.ts:2"]);
  expect(findSlow(readExpressions("x.ts", "const id = /^[a-z0-9]+(-[a-z0-9]+)*$/i;").written)).toEqual([]);
});
