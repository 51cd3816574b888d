import { randomBytes } from "node:crypto";
import { hashPassword } from "@/lib/auth/passwords";
import { comparePairs } from "@/tests/permutation-test";
import { isAction, sendAgain } from "./action-requests";
import { expect, test } from "./fixtures";

const PAIRS = 200;
/** A shop that reveals nothing fails here once in 10,000 runs. */
const MIN_P = 1e-4;

/** All of the same length, and each used once: repeated tries are locked. */
const newEmails = () => Array.from({ length: PAIRS + 2 }, () => `${randomBytes(8).toString("hex")}@example.com`);

test("neither the answer to a sign-in nor its timing reveals whether somebody works here", async ({ page, sql }) => {
  test.setTimeout(240_000);
  const [known, unknown] = [newEmails(), newEmails()];
  const rows = known.map((email) => ({ email, name: "Test Person", role: "viewer" }));
  const ids = (await sql<{ id: string }[]>`insert into staff ${sql(rows)} returning id`).map(({ id }) => id);
  const hash = await hashPassword("the right password");
  await sql`insert into staff_passwords (staff_id, hash, changed_at) select id, ${hash}, now() from staff where id in ${sql(ids)}`;

  const [sample] = newEmails();
  await page.goto("/admin/sign-in");
  await page.getByLabel("Email").fill(sample ?? "");
  await page.getByLabel("Password").fill("not the password");
  const [sent] = await Promise.all([page.waitForRequest(isAction), page.getByRole("button", { name: "Sign in", exact: true }).click()]);
  const answers = new Set<string>();
  const ask = async (email: string | undefined) => {
    const begun = performance.now();
    const response = await sendAgain(page.request, sent, "", (body) => body.replaceAll(sample ?? "", email ?? ""));
    const text = await response.text();
    const milliseconds = performance.now() - begun;
    answers.add(`${response.status()} ${/Email or password is wrong/.exec(text)?.[0] ?? text}`);
    return milliseconds;
  };

  // The first calls take longer in any case.
  for (const email of [...known.splice(0, 2), ...unknown.splice(0, 2)]) await ask(email);
  const pairs: [number, number][] = [];
  for (let index = 0; index < PAIRS; index += 1) {
    const times = { known: 0, unknown: 0 };
    for (const which of Math.random() < 0.5 ? (["known", "unknown"] as const) : (["unknown", "known"] as const)) {
      times[which] = await ask({ known, unknown }[which][index]);
    }
    pairs.push([times.known, times.unknown]);
  }
  expect([...answers]).toEqual(["200 Email or password is wrong"]);
  const [{ tried } = { tried: 0 }] = await sql<{ tried: number }[]>`select count(*)::int as tried from staff_lockouts where tries = 1`;
  expect(tried, "every email was tried").toBeGreaterThanOrEqual(2 * PAIRS);
  const p = comparePairs(pairs);
  const median = (index: 0 | 1) =>
    pairs
      .map((pair) => pair[index])
      .toSorted((a, b) => a - b)
      [PAIRS / 2]?.toFixed(2);
  console.log(`known ${median(0)} ms, unknown ${median(1)} ms, p = ${p.toFixed(5)}`);
  expect(p).toBeGreaterThan(MIN_P);
  await sql`delete from staff_passwords where staff_id in ${sql(ids)}`;
  await sql`delete from staff where id in ${sql(ids)}`;
});
