import { performance } from "node:perf_hooks";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { testDatabase } from "@/db/testing";
import type { PrintedDocument } from "@/lib/invoices/printed-document";
import { content, line, readPages } from "@/tests/factories/invoices";
import { cleanPrintedDocuments, printDocument } from "./print-document";

const { db, client } = await testDatabase();

vi.setConfig({ testTimeout: 120_000 });

// The thread starts once, which takes a while.
beforeAll(async () => {
  await print(invoice("1/P1/1"));
}, 120_000);

beforeEach(async () => {
  await client`delete from printed_documents`;
});

const invoice = (number: string, lines = 1): PrintedDocument => ({
  kind: "invoice",
  number,
  locale: "en",
  issuedAt: new Date("2026-11-24T10:00:00Z"),
  content: content({ lines: Array.from({ length: lines }, (_, index) => line(index + 1)) }),
});

async function print(document: PrintedDocument): Promise<Buffer> {
  const printed = await printDocument(db, document);
  if (!printed.ok) throw new Error(printed.error);
  return Buffer.from(printed.value);
}

test("leaves the caller's thread free while it renders", async () => {
  const before = performance.eventLoopUtilization();
  const pdf = await print(invoice("2/P1/1", 60));
  expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.3);
  expect((await readPages(pdf)).join("")).toContain("SKU-0060");
});

test("renders a document once for all requests, and again only when something printed has changed", async () => {
  const [first, ...others] = await Promise.all([1, 2, 3].map(() => print(invoice("3/P1/1"))));
  expect(others).toEqual([first, first]);
  await client`update printed_documents set pdf = 'as stored'`;
  expect((await print(invoice("3/P1/1"))).toString()).toBe("as stored");
  const changed: PrintedDocument = { ...invoice("3/P1/1"), content: content({ orderReference: "ORD-2222222222" }) };
  expect((await readPages(await print(changed)))[0]).toContain("ORD-2222222222");
  expect(await client`select 1 from printed_documents`).toHaveLength(2);
});

test("answers busy at once beyond 20 documents, and prints them later", async () => {
  const documents = Array.from({ length: 35 }, (_, index) => invoice(`${index + 10}/P1/1`));
  const answers = await Promise.all(documents.map(async (document) => ({ document, printed: await printDocument(db, document) })));
  const refused = answers.filter(({ printed }) => !printed.ok);
  expect(answers.length - refused.length).toBeGreaterThanOrEqual(20);
  const [first] = refused;
  if (!first) throw new Error("none was refused");
  expect(first.printed).toEqual({ ok: false, error: "busy" });
  expect((await printDocument(db, first.document)).ok).toBe(true);
});

test("returns a PDF that can't be stored", async () => {
  await client.unsafe(`
    create function refuse() returns trigger language plpgsql as $$ begin raise exception 'disk full' using errcode = '53100'; end $$;
    create trigger refuse before insert on printed_documents for each row execute function refuse()`);
  try {
    expect((await readPages(await print(invoice("4/P1/1"))))[0]).toContain("4/P1/1");
  } finally {
    await client.unsafe("drop trigger refuse on printed_documents; drop function refuse");
  }
});

test("deletes PDFs after 30 days", async () => {
  const NOW = new Date("2026-11-23T08:00:00Z");
  await client`insert into printed_documents (hash, pdf, printed_at) select n::text, 'pdf', ${NOW.toISOString()}::timestamptz - make_interval(days => n)
    from generate_series(29, 33) n`;
  expect(await cleanPrintedDocuments(db, NOW, 2)).toEqual({ done: 2, remaining: 1 });
  expect(await cleanPrintedDocuments(db, NOW, 2)).toEqual({ done: 1, remaining: 0 });
  expect((await client`select hash from printed_documents order by hash`).map(({ hash }) => hash)).toEqual(["29", "30"]);
});
