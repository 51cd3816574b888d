import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

const WRAPPERS = {
  action: /^export const \w+ = (public|customer|staff)Action\(/,
  route: /^export const (GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) = (?:api|staff)Route\(/,
};

/** The lines of a file that accept a request without a wrapper of action.ts. */
function findUnwrapped(file: string, source: string): string[] {
  const lines = source.split("\n");
  const isActionFile = /^(["'])use server\1;?$/.test(lines.find((line) => line.trim() !== "") ?? "");
  const inline = isActionFile ? [] : lines.filter((line) => /^\s*(["'])use server\1/.test(line));
  if (!isActionFile && !/(^|\/)route\.tsx?$/.test(file)) return inline;
  const wrapper = isActionFile ? WRAPPERS.action : WRAPPERS.route;
  return [...inline, ...lines.filter((line) => /^\s*export\b/.test(line) && !wrapper.test(line))];
}

const FOLDERS = ["app", "components", "lib", "emails"];
const files = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => path.posix.join(folder, file))
    .filter((file) => /\.tsx?$/.test(file) && !file.includes(".test.")),
);

test("every exported action and route handler is made by a wrapper", () => {
  const sources = files.map((file) => ({ file, source: readFileSync(file, "utf8") }));
  const unwrapped = sources.flatMap(({ file, source }) => findUnwrapped(file, source).map((line) => `${file}: ${line.trim()}`));
  expect(unwrapped).toEqual([]);
  // Proves that the check has seen wrapped exports at all.
  const seen = (wrapper: RegExp) => sources.filter(({ source }) => source.split("\n").some((line) => wrapper.test(line))).length;
  expect(seen(WRAPPERS.action)).toBeGreaterThanOrEqual(6);
  expect(seen(WRAPPERS.route)).toBeGreaterThanOrEqual(8);
});

/** The lines that accept text of any length, and its invisible characters. */
const findUnbounded = (source: string) => source.split("\n").filter((line) => /\bz\.string\(\)/.test(line));

test("every text that comes in is a line or lines of text.ts, or bounded otherwise", () => {
  const bounded = [
    "export const anyFields = z.record(z.string(), z.string());",
    // The signature is computed from the text as it was sent; the route limits its bytes.
    "const input = z.object({ params: z.object({ provider: line(60) }), body: z.string() });",
    ".union([z.string(), z.array(z.string())])",
  ];
  // A router state is only compared with what Next can read, and not passed on.
  const entries = files.filter((file) => /^(app|lib\/(cart|catalog|checkout))\//.test(file) && !file.endsWith("/router-state.ts"));
  const unbounded = entries.flatMap((file) => findUnbounded(readFileSync(file, "utf8")).map((line) => line.trim()));
  expect(unbounded.toSorted()).toEqual(bounded.toSorted());
});

describe("the check reports", () => {
  test("a text without a limit", () => {
    expect(findUnbounded("const input = z.object({ name: z.string().trim(), city: line(80) });")).toHaveLength(1);
  });

  test.each([
    ["an action that is a bare function", "app/x/actions.ts", '"use server";\n\nexport async function pay(form: FormData) {}'],
    ["an action made by another function", "app/x/actions.ts", '"use server";\n\nexport const pay = cache(async () => {});'],
    ["a list of exports", "app/x/actions.ts", '"use server";\n\nasync function pay() {}\nexport { pay };'],
    ["a default export", "app/x/actions.ts", "'use server'\nexport default async function pay() {}"],
    ["an action inside a component", "app/x/page.tsx", 'function Page() {\n  async function pay() {\n    "use server";\n  }\n}'],
    ["a handler that is a bare function", "app/api/x/route.ts", "export async function POST(request: Request) {}"],
    ["a handler that another module made", "app/api/x/route.ts", 'export { GET } from "./handler";'],
  ])("%s", (_, file, source) => {
    expect(findUnwrapped(file, source)).toHaveLength(1);
  });

  test("no wrapped action or handler", () => {
    expect(findUnwrapped("app/x/actions.ts", '"use server";\n\nexport const pay = publicAction(z.tuple([]), {});')).toEqual([]);
    expect(findUnwrapped("app/api/x/route.ts", "export const POST = apiRoute(z.object({}), {});")).toEqual([]);
    expect(findUnwrapped("lib/x.ts", "export async function anything() {}")).toEqual([]);
  });
});
