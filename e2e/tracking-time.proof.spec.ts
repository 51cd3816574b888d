import type { APIRequestContext } from "@playwright/test";
import { comparePairs } from "@/tests/permutation-test";
import { createOrder } from "./factories";
import { expect, test } from "./fixtures";

const PAIRS = 200;
/** A shop that reveals nothing fails here once in 10,000 runs. */
const MIN_P = 1e-4;

test("neither the answer to a tracking request nor its timing reveals whether the order exists", async ({ request, db, sql }) => {
  test.setTimeout(240_000);
  const { email, reference } = await createOrder(db);
  const known = { email, reference };
  // Of the same length, and equally well formed.
  const unknown = { email, reference: `ORD-${known.reference.slice(4).split("").toReversed().join("")}` };

  // The first calls take longer in any case.
  for (const data of [known, unknown, known, unknown]) await ask(request, data);
  const pairs: [number, number][] = [];
  const answers = new Set<string>();
  while (pairs.length < PAIRS) {
    const times = { known: 0, unknown: 0 };
    for (const which of Math.random() < 0.5 ? (["known", "unknown"] as const) : (["unknown", "known"] as const)) {
      const { answer, milliseconds } = await ask(request, { known, unknown }[which]);
      times[which] = milliseconds;
      answers.add(answer);
    }
    pairs.push([times.known, times.unknown]);
  }
  expect([...answers]).toEqual(['202 {"status":"accepted"}']);
  const p = comparePairs(pairs);
  const median = (index: 0 | 1) =>
    pairs
      .map((pair) => pair[index])
      .toSorted((a, b) => a - b)
      [PAIRS / 2]?.toFixed(2);
  console.log(`known ${median(0)} ms, unknown ${median(1)} ms, p = ${p.toFixed(5)}`);
  expect(p).toBeGreaterThan(MIN_P);

  const [mails] = await sql`
    select count(*)::int as known, count(*) filter (where o.reference <> ${known.reference})::int as others
    from outbox_messages m join orders o on o.id = m.order_id where m.kind = 'tracking_link' and m.recipient = ${email}`;
  expect(mails).toEqual({ known: PAIRS + 2, others: 0 });
});

async function ask(request: APIRequestContext, data: { email: string; reference: string }) {
  const begun = performance.now();
  const response = await request.post("/api/orders/track", { data });
  const milliseconds = performance.now() - begun;
  return { milliseconds, answer: `${response.status()} ${await response.text()}` };
}
