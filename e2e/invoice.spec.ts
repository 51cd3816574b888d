import { content, line, readPages, unspaced } from "@/tests/factories/invoices";
import { expect, test } from "./fixtures";
import { visitDuring } from "./second-visitor";

test("prints an order's pro forma only for the browser that placed it or a request with its token", async ({
  context,
  browser,
  holdOrder,
}) => {
  const { reference, accessToken: token } = await holdOrder({ paymentMethod: "bank_transfer" });

  const answer = await context.request.get(`/api/orders/${reference}/invoice`);
  expect(answer.status()).toBe(200);
  expect(answer.headers()).toMatchObject({
    "content-type": "application/pdf",
    "content-disposition": `inline; filename="Earthman-pro-forma-invoice-${reference}.pdf"`,
    "cache-control": "private, no-store",
  });
  const pages = await readPages(await answer.body());
  expect(pages).toHaveLength(1);
  for (const words of ["Pro forma invoice", reference, "Ana Babić", "Pay by bank transfer"]) expect(pages[0]).toContain(unspaced(words));

  const typed = encodeURIComponent(reference.toLowerCase().replace("-", " "));
  expect((await context.request.get(`/api/orders/${typed}/invoice`)).status()).toBe(200);

  const stranger = await browser.newContext();
  const paths = [`${reference}/invoice`, `${reference}/invoice?token=${token.slice(1)}`, `ORD-2222222222/invoice?token=${token}`];
  for (const path of [...paths, `${reference}/invoice?token=${token}&document=${crypto.randomUUID()}`]) {
    const refused = await stranger.request.get(`/api/orders/${path}`);
    expect(refused.headers()["content-type"]).toBe("application/problem+json");
    expect(await refused.json()).toEqual({ type: "about:blank", title: "Not Found", status: 404 });
  }
  expect((await stranger.request.get(`/api/orders/${reference}/invoice?token=${token}&document=1`)).status()).toBe(400);
  expect((await stranger.request.get(`/api/orders/${reference}/invoice?token=${token}`)).status()).toBe(200);
  await stranger.close();
});

test("a long invoice holds up nobody else, and is printed once", async ({ context, holdOrder, sql }) => {
  const { reference } = await holdOrder({ paymentMethod: "bank_transfer" });
  const printed = content({ orderReference: reference, lines: Array.from({ length: 60 }, (_, index) => line(index + 1)) });
  await sql`
    insert into invoices (order_id, kind, year, premises, device, number, content, issued_at)
    select id, 'invoice', 2000, ${reference}, '1', 1, ${JSON.stringify(printed)}::text::jsonb, now() from orders where reference = ${reference}`;
  const print = async () => {
    const started = Date.now();
    const answer = await context.request.get(`/api/orders/${reference}/invoice`, { timeout: 60_000 });
    return { answer, ms: Date.now() - started };
  };

  const { value: first, longestMs } = await visitDuring("/", print);
  const again = await print();
  test.info().annotations.push({
    type: "figures",
    description: `printed in ${first.ms} ms, then ${again.ms} ms; others waited ${Math.round(longestMs)} ms`,
  });
  expect((await readPages(await first.answer.body())).join("")).toContain("SKU-0060");
  expect(longestMs).toBeLessThan(first.ms / 3);
  expect(again.ms).toBeLessThan(first.ms / 3);
  expect(await again.answer.body()).toEqual(await first.answer.body());
});
