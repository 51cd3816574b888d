import type { Page } from "@playwright/test";
import type { Sql } from "postgres";
import { type OrderId, orderIdSchema, refundIdSchema, returnIdSchema } from "@/lib/core/ids";
import { cents } from "@/lib/core/money";
import { deliverShipment } from "@/lib/fulfilment/deliver-shipment";
import { shipOrder } from "@/lib/fulfilment/ship-order";
import { markTransferred } from "@/lib/refunds/transfer-refund";
import { approveReturn } from "@/lib/returns/approve-return";
import { receiveReturn } from "@/lib/returns/receive-return";
import { refundReturn } from "@/lib/returns/refund-return";
import { recordCash } from "@/lib/settlement/record-transfer";
import { byStaff } from "@/tests/factories/actors";
import { readPages, unspaced } from "@/tests/factories/invoices";
import { expect, test } from "./fixtures";
import { fillCart, fillCheckout, placeOrder } from "./journey";
import { expectPaid, payNowButton, placeOrderButton, referenceOf, typeCard } from "./paying";
import { asStaff } from "./staff";

const CAP = "/products/six-panel-cap";

// No script runs in a mail's frame: Chromium says so of those that Playwright brings.
test.use({ expectedErrors: [/status of 402|Blocked script execution in 'about:srcdoc'/] });

/** Orders with cash on delivery, under an address of its own. */
async function order(page: Page, ...products: readonly string[]) {
  for (const product of products) await fillCart(page, product);
  await fillCheckout(page);
  const email = `guest-${crypto.randomUUID()}@example.com`;
  await page.getByLabel("Email", { exact: true }).fill(email);
  await placeOrder(page);
  return { email, reference: referenceOf(page) };
}

/** Follows the link in the newest mail to this address whose subject says so. */
async function followMail(page: Page, email: string, subject: RegExp): Promise<void> {
  const entry = page.getByRole("listitem").filter({ hasText: email }).filter({ hasText: subject }).filter({ hasText: /Sent/ });
  await expect(async () => {
    await page.goto("/dev/mailbox");
    await expect(entry.first()).toBeVisible({ timeout: 1000 });
  }).toPass();
  await entry.first().getByRole("link").click();
  await page.waitForURL(/\/dev\/mailbox\/[\w-]{36}$/);
  const address = await page.frameLocator("iframe").getByRole("link", { name: "View your order" }).getAttribute("href");
  await page.goto(address ?? "");
}

async function idOf(sql: Sql, reference: string): Promise<OrderId> {
  const [row] = await sql`select id from orders where reference = ${reference}`;
  return orderIdSchema.parse(row?.id);
}

test("a guest asks for a link, follows it, downloads the invoice and cancels", async ({ page, browser, sql }) => {
  const { email, reference } = await order(page, CAP);
  // Another browser, which never saw the order.
  await page.context().clearCookies();
  await page.goto(`/orders/${reference}`);
  await page.getByRole("link", { name: "Email me a link" }).click();
  await page.getByLabel("Order reference").fill(` ${reference.toLowerCase().replace("-", " ")}`);
  await page.getByLabel("Email").fill(email.toUpperCase());
  await page.getByRole("button", { name: "Track order" }).click();
  await expect(page.getByText(/we’ve emailed you a link/)).toBeVisible();

  await followMail(page, email, /Your link to order/);
  await expect(page).toHaveURL(/\/track\/[\w-]{43}$/);
  const link = page.url();
  await expect(page.getByText(reference)).toBeVisible();
  const invoice = page.getByRole("link", { name: /^Invoice .* \(PDF\)$/ });
  const answer = await page.request.get((await invoice.getAttribute("href")) ?? "");
  expect(answer.headers()["content-type"]).toBe("application/pdf");
  expect((await readPages(await answer.body()))[0]).toContain(unspaced("Ana Horvat"));

  // The same link in a second tab, and both cancel at once.
  const other = await page.context().newPage();
  await other.goto(link);
  for (const tab of [page, other]) await tab.getByText("Cancel this order").click();
  await Promise.all([page, other].map((tab) => tab.getByRole("button", { name: "Yes, cancel the order" }).click()));
  for (const tab of [page, other]) {
    await expect(tab.getByRole("heading", { name: "This order was cancelled." })).toBeVisible();
    await expect(tab.getByText("Your order is cancelled.")).toBeVisible();
    await expect(tab.getByText("Cancel this order")).toHaveCount(0);
    await expect(tab.getByRole("link", { name: /^Credit note .* \(PDF\)$/ })).toHaveCount(1);
  }
  const orderId = await idOf(sql, reference);
  const rows = await sql`
    select (select count(*)::int from order_events where order_id = ${orderId} and kind = 'cancelled') as events,
      (select count(*)::int from outbox_messages where order_id = ${orderId} and kind = 'cancelled') as mails`;
  expect(rows[0]).toEqual({ events: 1, mails: 1 });

  const stranger = await browser.newPage();
  for (const token of [`${link.slice(0, -1)}_`, `${link.slice(0, -1)}-`]) {
    await stranger.goto(token);
    await expect(stranger.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
    await expect(stranger.getByText(reference)).toHaveCount(0);
  }
  await sql`update order_access_tokens set expires_at = now() where order_id = ${orderId}`;
  await stranger.goto(link);
  await expect(stranger.getByRole("link", { name: "Email me a link" })).toHaveAttribute("href", "/track");
  await stranger.close();
});

test("a guest withdraws from two of three lines without script, names an account, and gets a credit note", async ({
  page,
  browser,
  sql,
}) => {
  const { email, reference } = await order(page, CAP, "/products/velebit-cable-jumper", "/products/pasture-blanket");
  const orderId = await idOf(sql, reference);
  const [row] = await sql`select total_cents::int as total from orders where id = ${orderId}`;
  await asStaff(async (db) => {
    const parcel = await shipOrder(db, orderId, { carrier: "GLS", trackingNumber: "ZR 48 21" }, byStaff(new Date()));
    if (!parcel.ok) throw new Error(parcel.error);
    await deliverShipment(db, parcel.value, byStaff(new Date()));
    const total = cents(row?.total);
    expect(await recordCash(db, orderId, total, byStaff(new Date()))).toEqual({ ok: true, value: "paid" });
  });

  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto("/");
  await plain.getByRole("contentinfo").getByRole("link", { name: "Withdraw from contract here" }).click();
  const ask = async (typedEmail: string) => {
    await plain.getByLabel("Name").fill("Ana Horvat");
    await plain.getByLabel("Order reference").fill(reference.slice(4).toLowerCase().padStart(14, "ord "));
    await plain.getByLabel("Email").fill(typedEmail);
    await plain.getByRole("button", { name: "Continue" }).click();
  };
  await ask("somebody.else@example.com");
  await expect(plain.getByText("We can’t find an order with that reference and email.")).toBeVisible();
  await expect(plain.getByLabel("Name")).toHaveValue("Ana Horvat");
  await ask(email);
  await plain.getByRole("button", { name: "Continue" }).click();
  await expect(plain.getByText("Please choose at least one item.")).toBeVisible();
  const choices = plain.getByRole("combobox", { name: /^Quantity of/ });
  await expect(choices).toHaveCount(3);
  await choices.nth(0).selectOption("1");
  await choices.nth(1).selectOption("1");
  await plain.getByRole("button", { name: "Continue" }).click();
  await expect(plain.getByText("1 item")).toHaveCount(2);
  await plain.getByRole("button", { name: "Confirm withdrawal" }).click();
  await expect(plain.getByRole("heading", { name: "You’ve withdrawn from the contract." })).toBeVisible();
  const [declared] = await sql`select id, kind, status, to_char(requested_at at time zone 'Europe/Zagreb', 'HH24:MI') as clock from returns
    where order_id = ${orderId}`;
  expect(declared).toMatchObject({ kind: "withdrawal", status: "requested" });
  await expect(plain.getByText(declared?.clock)).toBeVisible();
  await context.close();

  await followMail(page, email, /[Ww]ithdraw/);
  await expect(page.getByText(/^Withdrawal of/)).toBeVisible();
  await expect(page.getByRole("link", { name: "Track it with GLS" })).toHaveAttribute("href", /ZR4821$/);

  await asStaff(async (db) => {
    const id = returnIdSchema.parse(declared?.id);
    for (const step of [approveReturn, receiveReturn])
      expect(await step(db, id, byStaff(new Date()))).toEqual({ ok: true, value: undefined });
    expect(await refundReturn(db, id, { restock: true, note: "" }, byStaff(new Date()))).toEqual({ ok: true, value: undefined });
  });
  await page.reload();
  await page.getByLabel("IBAN").fill("HR12 1001 0051 8630 0016 1");
  await page.getByRole("button", { name: "Save bank details" }).click();
  await expect(page.getByText("That isn’t a valid IBAN.")).toBeVisible();
  await expect(page.getByLabel("IBAN")).toHaveValue("HR12 1001 0051 8630 0016 1");
  await page.getByLabel("IBAN").fill("hr12 1001 0051 8630 0016 0");
  await page.getByRole("button", { name: "Save bank details" }).click();
  await expect(page.getByText("We’ll transfer your refund to this account.")).toBeVisible();
  await expect(page.getByLabel("IBAN")).toHaveCount(0);
  const [refund] = await sql`select id, iban, amount_cents::int as amount from refunds where order_id = ${orderId}`;
  expect(refund?.iban).toBe("HR1210010051863000160");
  await asStaff(async (db) => await markTransferred(db, refundIdSchema.parse(refund?.id), byStaff(new Date())));

  await page.reload();
  const note = page.getByRole("link", { name: /^Credit note .* \(PDF\)$/ });
  const printed = await readPages(await (await page.request.get((await note.getAttribute("href")) ?? "")).body());
  const euros = new Intl.NumberFormat("en-IE", { style: "currency", currency: "EUR" }).format(refund?.amount / 100);
  expect(printed[0]).toContain(unspaced("Credit note"));
  expect(printed[0]).toContain(unspaced(euros));
});

test("an order is paid by card from its link, and the bank leads back to it", async ({ page }) => {
  await fillCart(page, CAP);
  await fillCheckout(page);
  await page.getByRole("radio", { name: /^Card/ }).check();
  await typeCard(page, "declined");
  await placeOrderButton(page).click();
  const reference = (await page.getByRole("link", { name: /^ORD-/ }).textContent()) ?? "";
  const token = (await page.context().cookies()).find(({ name }) => name === `order_${reference}`)?.value;
  await page.context().clearCookies();
  await page.goto(`/track/${token}`);
  await typeCard(page, "asksFirst");
  await payNowButton(page).click();
  await page.getByRole("button", { name: "Complete authentication" }).click();
  expect(await expectPaid(page)).toBe(reference);
  await page.goto(`/track/${token}`);
  await expect(page.getByText("Payment received")).toBeVisible();
  await expect(payNowButton(page)).toHaveCount(0);
});

test("a wish to track is answered alike, and the page of a link is kept nowhere", async ({ page, request }) => {
  const { email, reference } = await order(page, CAP);
  for (const wish of [
    { email, reference },
    { email, reference: "ORD-2222222222" },
    { email: "nobody", reference: "nothing" },
  ]) {
    const answer = await request.post("/api/orders/track", { data: wish });
    expect([answer.status(), await answer.text()]).toEqual([202, '{"status":"accepted"}']);
  }
  for (const data of ["{", "[]", JSON.stringify({ email })]) {
    const answer = await request.post("/api/orders/track", { data, headers: { "Content-Type": "application/json" } });
    expect([answer.status(), answer.headers()["content-type"]]).toEqual([400, "application/problem+json"]);
  }
  const token = (await page.context().cookies()).find(({ name }) => name === `order_${reference}`)?.value;
  for (const path of [`/track/${token}`, "/track/none", "/track", "/withdraw"]) {
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
}) => {
  const { reference } = await order(page, CAP);
  await page.getByText("Cancel this order").click();
  // The form as it stands, sent by a browser that lost what showed the order.
  await page.context().clearCookies();
  await page.getByRole("button", { name: "Yes, cancel the order" }).click();
  await page.waitForURL("/track");
  const [kept] = await sql`select status from orders where reference = ${reference}`;
  expect(kept?.status).toBe("confirmed");

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
