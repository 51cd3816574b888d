import type { Page } from "@playwright/test";
import type { Sql } from "postgres";
import { refundIdSchema, returnIdSchema } from "@/lib/core/ids";
import { cents } from "@/lib/core/money";
import { deliverShipment } from "@/lib/fulfilment/deliver-shipment";
import { shipOrder } from "@/lib/fulfilment/ship-order";
import { findAmountDue } from "@/lib/orders/amount-due";
import { markTransferred } from "@/lib/refunds/transfer-refund";
import { approveReturn } from "@/lib/returns/approve-return";
import { receiveReturn } from "@/lib/returns/receive-return";
import { refundReturn } from "@/lib/returns/refund-return";
import { recordCash, recordTransfer } from "@/lib/settlement/record-transfer";
import { en } from "@/messages/en/messages";
import { byStaff } from "@/tests/factories/actors";
import { readPages, unspaced } from "@/tests/factories/invoices";
import { expect, test } from "./fixtures";
import { shown } from "./shown";

// A mail's frame runs no script, and Chromium logs an error for those that Playwright injects.
test.use({ expectedErrors: [/Blocked script execution in 'about:srcdoc'/] });

/** Opens the newest mail of a kind to this address once it has been sent, and follows its link. */
async function followMail(page: Page, sql: Sql, email: string, kind: "tracking_link" | "withdrawal_acknowledged"): Promise<void> {
  const findMail = async () =>
    (
      await sql`select id from outbox_messages where recipient = ${email} and kind = ${kind} and sent_at is not null order by created_at desc`
    )[0]?.id;
  await expect.poll(findMail).toBeDefined();
  await page.goto(`/dev/mailbox/${await findMail()}`);
  const address = await page.frameLocator("iframe").getByRole("link", { name: "View your order" }).getAttribute("href");
  await page.goto(address ?? "");
}

test("a guest asks for a link, follows it, downloads the invoice and cancels", { tag: "@phone" }, async ({
  page,
  browser,
  db,
  sql,
  holdOrder,
}) => {
  const { id: orderId, email, reference } = await holdOrder({ paymentMethod: "bank_transfer" });
  const { dueCents } = await findAmountDue(db, orderId);
  expect((await recordTransfer(db, orderId, { amountCents: dueCents, entry: reference }, byStaff(new Date()))).ok).toBe(true);
  // Like another browser, which has never had access to the order.
  await page.context().clearCookies();
  await page.goto(`/orders/${reference}`);
  await page.getByRole("link", { name: en.order.notShown.action }).click();
  await page.getByLabel("Order reference").fill(` ${reference.toLowerCase().replace("-", " ")}`);
  await page.getByLabel("Email").fill(email.toUpperCase());
  await page.getByRole("button", { name: "Track order" }).click();
  await expect(page.getByText(shown(en.track.accepted))).toBeVisible();

  await followMail(page, sql, email, "tracking_link");
  await expect(page).toHaveURL(/\/track\/[\w-]{43}$/);
  const link = page.url();
  await expect(page.getByText(reference)).toBeVisible();
  const invoice = page.getByRole("link", { name: shown(en.order.documents.invoice) });
  const answer = await page.request.get((await invoice.getAttribute("href")) ?? "");
  expect(answer.headers()["content-type"]).toBe("application/pdf");
  expect((await readPages(await answer.body()))[0]).toContain(unspaced("Ana Babić"));

  // The same link in a second tab; both cancel at once.
  const other = await page.context().newPage();
  await other.goto(link);
  for (const tab of [page, other]) await tab.getByText(en.order.change.cancel).click();
  await Promise.all([page, other].map((tab) => tab.getByRole("button", { name: en.order.change.confirmCancel }).click()));
  for (const tab of [page, other]) {
    await expect(tab.getByRole("heading", { name: en.order.headings.cancelled })).toBeVisible();
    await expect(tab.getByText(en.order.outcomes.cancelled)).toBeVisible();
    await expect(tab.getByText(en.order.change.cancel)).toHaveCount(0);
    await expect(tab.getByRole("link", { name: shown(en.order.documents.credit_note) })).toHaveCount(1);
  }
  const rows = await sql`
    select (select count(*)::int from order_events where order_id = ${orderId} and kind = 'cancelled') as events,
      (select count(*)::int from outbox_messages where order_id = ${orderId} and kind = 'cancelled') as mails`;
  expect(rows[0]).toEqual({ events: 1, mails: 1 });

  const stranger = await browser.newPage();
  for (const token of [`${link.slice(0, -1)}_`, `${link.slice(0, -1)}-`]) {
    await stranger.goto(token);
    await expect(stranger.getByRole("heading", { name: en.order.notShown.link.title })).toBeVisible();
    await expect(stranger.getByText(reference)).toHaveCount(0);
  }
  await sql`update order_access_tokens set expires_at = now() where order_id = ${orderId}`;
  await stranger.goto(link);
  await expect(stranger.getByRole("link", { name: en.order.notShown.action })).toHaveAttribute("href", "/track");
  await stranger.close();
});

test("a guest withdraws from two of three lines without script, names an account, and gets a credit note", async ({
  page,
  browser,
  db,
  sql,
  holdOrder,
}) => {
  const products = ["six-panel-cap", "velebit-cable-jumper", "pasture-blanket"];
  const { id: orderId, email, reference } = await holdOrder({ products });
  const [row] = await sql`select total_cents::int as total from orders where id = ${orderId}`;
  const parcel = await shipOrder(db, orderId, { carrier: "GLS", trackingNumber: "ZR 48 21" }, byStaff(new Date()));
  if (!parcel.ok) throw new Error(parcel.error);
  await deliverShipment(db, parcel.value, byStaff(new Date()));
  expect(await recordCash(db, orderId, cents(row?.total), byStaff(new Date()))).toEqual({ ok: true, value: "paid" });

  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto("/");
  await plain.getByRole("contentinfo").getByRole("link", { name: en.order.change.withdraw }).click();
  const ask = async (typedEmail: string) => {
    await plain.getByLabel("Name").fill("Ana Babić");
    await plain.getByLabel("Order reference").fill(reference.slice(4).toLowerCase().padStart(14, "ord "));
    await plain.getByLabel("Email").fill(typedEmail);
    await plain.getByRole("button", { name: en.withdraw.continue }).click();
  };
  await ask("somebody.else@example.com");
  await expect(plain.getByText(en.withdraw.problems.unknown_order)).toBeVisible();
  await expect(plain.getByLabel("Name")).toHaveValue("Ana Babić");
  await ask(email);
  await plain.getByRole("button", { name: en.withdraw.continue }).click();
  await expect(plain.getByText(en.withdraw.problems.nothing_chosen)).toBeVisible();
  const choices = plain.getByRole("combobox", { name: /^Quantity of/ });
  await expect(choices).toHaveCount(3);
  await choices.nth(0).selectOption("1");
  await choices.nth(1).selectOption("1");
  await plain.getByRole("button", { name: en.withdraw.continue }).click();
  await expect(plain.getByText("1 item")).toHaveCount(2);
  await plain.getByRole("button", { name: en.withdraw.kinds.withdrawal.confirm }).click();
  await expect(plain.getByRole("heading", { name: en.withdraw.kinds.withdrawal.done })).toBeVisible();
  const [declared] = await sql`select id, kind, status, to_char(requested_at at time zone 'Europe/Zagreb', 'HH24:MI') as clock from returns
    where order_id = ${orderId}`;
  expect(declared).toMatchObject({ kind: "withdrawal", status: "requested" });
  await expect(plain.getByText(declared?.clock)).toBeVisible();
  await context.close();

  await followMail(page, sql, email, "withdrawal_acknowledged");
  await expect(page.getByText(shown(en.order.returns.withdrawal))).toBeVisible();
  await expect(page.getByRole("link", { name: shown(en.order.shipments.track) })).toHaveAttribute("href", /ZR4821$/);

  const id = returnIdSchema.parse(declared?.id);
  for (const step of [approveReturn, receiveReturn])
    expect(await step(db, id, byStaff(new Date()))).toEqual({ ok: true, value: undefined });
  expect(await refundReturn(db, id, { restock: true, note: "" }, byStaff(new Date()))).toEqual({ ok: true, value: undefined });
  await page.reload();
  await page.getByLabel("IBAN").fill("HR12 1001 0051 8630 0016 1");
  await page.getByRole("button", { name: en.order.account.save }).click();
  await expect(page.getByText(en.order.account.wrong)).toBeVisible();
  await expect(page.getByLabel("IBAN")).toHaveValue("HR12 1001 0051 8630 0016 1");
  await page.getByLabel("IBAN").fill("hr12 1001 0051 8630 0016 0");
  await page.getByRole("button", { name: en.order.account.save }).click();
  await expect(page.getByText(en.order.outcomes.account_saved)).toBeVisible();
  await expect(page.getByLabel("IBAN")).toHaveCount(0);
  const [refund] = await sql`select id, iban, amount_cents::int as amount from refunds where order_id = ${orderId}`;
  expect(refund?.iban).toBe("HR1210010051863000160");
  // Two days later.
  await sql`update refunds set transfer_from = now() where order_id = ${orderId}`;
  await markTransferred(db, refundIdSchema.parse(refund?.id), byStaff(new Date()));

  await page.reload();
  const note = page.getByRole("link", { name: shown(en.order.documents.credit_note) });
  const printed = await readPages(await (await page.request.get((await note.getAttribute("href")) ?? "")).body());
  const euros = new Intl.NumberFormat("en-IE", { style: "currency", currency: "EUR" }).format(refund?.amount / 100);
  expect(printed[0]).toContain(unspaced("Credit note"));
  expect(printed[0]).toContain(unspaced(euros));
});

test("a tracking request gets the same answer for any order, and the page of a link is not cached", async ({ request, holdOrder }) => {
  const { email, reference, accessToken } = await holdOrder();
  for (const data of [
    { email, reference },
    { email, reference: "ORD-2222222222" },
    { email: "nobody", reference: "nothing" },
  ]) {
    const answer = await request.post("/api/orders/track", { data });
    expect([answer.status(), await answer.text()]).toEqual([202, '{"status":"accepted"}']);
  }
  for (const data of ["{", "[]", JSON.stringify({ email })]) {
    const answer = await request.post("/api/orders/track", { data, headers: { "Content-Type": "application/json" } });
    expect([answer.status(), answer.headers()["content-type"]]).toEqual([400, "application/problem+json"]);
  }
  for (const path of [`/track/${accessToken}`, "/track/none", "/track", "/withdraw"]) {
    const answer = await request.get(path);
    expect(answer.headers()).toMatchObject({ "cache-control": "private, no-store", "referrer-policy": "same-origin" });
    expect(answer.headers()["content-security-policy"]).toContain("'nonce-");
    expect(await answer.text()).toContain('<meta name="robots" content="noindex, nofollow"');
  }
});

test("nobody cancels an order or reads its lines without its cookie, its link, or its reference and email", async ({
  page,
  browser,
  sql,
  holdOrder,
}) => {
  const { reference } = await holdOrder();
  await page.goto(`/orders/${reference}`);
  await page.getByText(en.order.change.cancel).click();
  // The rendered form, sent by a browser that has lost its access to the order.
  await page.context().clearCookies();
  await page.getByRole("button", { name: en.order.change.confirmCancel }).click();
  await page.waitForURL("/track");
  const [unchanged] = await sql`select status from orders where reference = ${reference}`;
  expect(unchanged?.status).toBe("confirmed");

  const stranger = await browser.newContext();
  const draft = Buffer.from(JSON.stringify({ content: { allowed: true, reference }, until: Date.now() + 60_000 })).toString("base64url");
  await stranger.addCookies([{ name: "withdrawal", value: `${draft}.${"A".repeat(43)}`, url: new URL("/withdraw", page.url()).href }]);
  const tab = await stranger.newPage();
  for (const path of ["/withdraw?step=items", `/withdraw?order=${reference}`, `/withdraw?order=${reference}&token=${"A".repeat(43)}`]) {
    await tab.goto(path);
    await expect(tab.getByLabel("Order reference")).toBeVisible();
    await expect(tab.getByText("Six-panel cap")).toHaveCount(0);
  }
  await stranger.close();
});
