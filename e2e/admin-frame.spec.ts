import { createOrder, tryCard } from "./factories";
import { expect, test } from "./fixtures";
import { signInAs } from "./staff";

test("work of the day, an order and the way back, by keyboard alone", async ({ page, context, db }) => {
  await signInAs(context, db, "owner");
  const order = await createOrder(db, { paymentMethod: "card", products: ["velebit-cable-jumper", "six-panel-cap"] });
  await tryCard(db, order.id, "succeed");
  // The payment's webhook may be a moment later.
  await expect(async () => {
    await page.goto("/admin");
    await expect(page.getByText("Orders to pack")).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Test owner");
  // The palette opens before anything was clicked, once its script runs.
  await expect(async () => {
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("combobox")).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.type(order.reference.slice(0, 10).toLowerCase());
  await expect(page.getByRole("option", { name: order.reference })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/admin/orders/${order.reference}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(order.reference);
  await expect(page.getByText("Next: pack 2 items.")).toBeVisible();
  await expect(page.getByText("Order placed.")).toBeVisible();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeHidden();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("staff");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/admin/staff");
});

test("an order's invoice is printed for staff", async ({ context, db }) => {
  await signInAs(context, db, "viewer");
  const order = await createOrder(db, { paymentMethod: "card" });
  await tryCard(db, order.id, "succeed");
  const page = await context.newPage();
  const link = page.getByRole("link", { name: /^Invoice / });
  await expect(async () => {
    await page.goto(`/admin/orders/${order.reference}`);
    await expect(link).toBeVisible({ timeout: 2000 });
  }).toPass();
  const answer = await context.request.get((await link.getAttribute("href")) ?? "");
  expect([answer.status(), answer.headers()["content-type"]]).toEqual([200, "application/pdf"]);
});

test("tells two people that they have the same order open", async ({ browser, db }) => {
  const { reference } = await createOrder(db);
  const [one, two] = await Promise.all(
    ["owner" as const, "support" as const].map(async (role) => {
      const context = await browser.newContext();
      await signInAs(context, db, role);
      return await context.newPage();
    }),
  );
  if (!one || !two) throw new Error("two pages");
  await one.goto(`/admin/orders/${reference}`);
  await expect(one.getByText("Placed on")).toBeVisible();
  await two.goto(`/admin/orders/${reference}`);
  await expect(two.getByText("Test owner has this open too.")).toBeVisible();
  // The first page learns of it at its next report.
  await expect(one.getByText("Test support has this open too.")).toBeVisible({ timeout: 30_000 });
  await Promise.all([one.context().close(), two.context().close()]);
});

test("says when the session ends, and leaves the page as it is", async ({ page, context, db }) => {
  const { id } = await signInAs(context, db, "owner");
  await db.$client`update staff_sessions set expires_at = now() + interval '9 minutes' where staff_id = ${id}`;
  await page.clock.install();
  await page.goto("/admin");
  await expect(page.getByText(/Your session ends at \d\d:\d\d\./)).toBeVisible();
  await page.clock.fastForward("09:30");
  await expect(page.getByText("Your session has ended.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Latest orders" })).toBeVisible();
});

test("a page asked for after the session's end leads to sign in and back to it", async ({ page, context, db }) => {
  const { id, email } = await signInAs(context, db, "viewer");
  const { reference } = await createOrder(db);
  await db.$client`delete from staff_sessions where staff_id = ${id}`;
  await page.goto(`/admin/orders/${reference}`);
  await expect(page).toHaveURL(`/admin/sign-in?next=${encodeURIComponent(`/admin/orders/${reference}`)}`);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill("a long test password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(`/admin/orders/${reference}`);
});

test("the theme is chosen for this browser, and the menu opens on a phone @phone", async ({ page, context, db, isMobile }) => {
  await signInAs(context, db, "support");
  await page.goto("/admin");
  if (isMobile) await page.getByRole("button", { name: "Menu" }).click();
  await page.getByRole("button", { name: "Theme: system" }).click();
  await page.getByRole("button", { name: "Theme: light" }).click();
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(await ground()).toBe("rgb(23, 21, 17)");
  await page.reload();
  expect(await ground()).toBe("rgb(23, 21, 17)");
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});
