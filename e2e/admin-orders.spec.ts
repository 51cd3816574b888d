import { expect, test } from "./fixtures";
import { signInAs } from "./staff";

test("@phone the list of orders is searched and filtered, which its address keeps", async ({ page, context, db, holdOrder }) => {
  const order = await holdOrder();
  await signInAs(context, db, "viewer");
  await page.goto("/admin/orders");
  const search = page.getByLabel("Order or email");
  await search.fill(order.email.slice(0, -3));
  await search.press("Enter");
  const rows = page.getByRole("main").getByRole("listitem");
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText(order.reference);
  await expect(page.getByText("1 order, the newest first.")).toBeVisible();
  await page.getByLabel("Fulfilment").selectOption("delivered");
  await page.getByRole("button", { name: "Filter" }).click();
  await expect(page.getByText("No order matches.")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Fulfilment")).toHaveValue("delivered");
  await page.getByRole("link", { name: "Clear" }).click();
  await expect(search).toHaveValue("");
});

test("a desk's list of orders is used by keyboard alone", async ({ page, context, db, holdOrder }) => {
  const email = `guest-${crypto.randomUUID()}@example.com`;
  const earlier = await holdOrder({ email });
  const later = await holdOrder({ email });
  await signInAs(context, db, "viewer");
  await page.goto("/admin/orders");
  await page.getByText("orders, the newest first.").waitFor();
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(page.getByLabel("Order or email")).toBeFocused({ timeout: 200 });
  }).toPass();
  await page.keyboard.type(email);
  await page.keyboard.press("Enter");
  await expect(page.getByText("2 orders, the newest first.")).toBeVisible();
  await page.getByRole("heading", { name: "Orders" }).click();
  await expect(async () => {
    await page.keyboard.press("k");
    await expect(page.getByRole("link", { name: later.reference })).toBeFocused({ timeout: 200 });
  }).toPass();
  await page.keyboard.press("j");
  await expect(page.getByRole("link", { name: earlier.reference })).toBeFocused();
  await page.keyboard.press("j");
  await expect(page.getByRole("link", { name: earlier.reference })).toBeFocused();
  await page.keyboard.press("k");
  await expect(page.getByRole("link", { name: later.reference })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(later.reference));
});
