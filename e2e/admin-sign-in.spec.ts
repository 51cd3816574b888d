import type { BrowserContext, Page } from "@playwright/test";
import { generate } from "otplib";
import { invitationToken } from "@/lib/auth/invitations";
import { findSession, openSession } from "@/lib/auth/staff-sessions";
import { invitationIdSchema } from "@/lib/core/ids";
import { createAuthenticator } from "@/tests/factories/staff";
import { isAction, sendAgain } from "./action-requests";
import { expect, test } from "./fixtures";
import { createStaff, STAFF_PASSWORD, signInAs } from "./staff";

async function typePassword(page: Page, email: string, password = STAFF_PASSWORD): Promise<void> {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

const alert = (page: Page) => page.getByRole("alert").filter({ hasText: /\w/ });
async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/admin/sign-in");
}
const heading = (page: Page, name: string | RegExp) => expect(page.getByRole("heading", { level: 1, name })).toBeVisible();

/** Sets up an authenticator app on one's own page, and returns its secret and the recovery codes. */
async function setUpApp(page: Page): Promise<{ secret: string; recoveryCodes: string[] }> {
  await page.goto("/admin/staff/me");
  await page.getByRole("button", { name: "Set up an app" }).click();
  const secret = ((await page.getByText("Enter this key").locator("b").textContent()) ?? "").replaceAll(" ", "");
  await page.getByLabel("Code", { exact: true }).fill(await generate({ secret }));
  await page.getByRole("button", { name: "Turn it on" }).click();
  await heading(page, "Your account");
  await expect(page.getByRole("heading", { name: "Your recovery codes" })).toBeVisible();
  const recoveryCodes = await page.locator("main ul.font-mono li").allTextContents();
  expect(recoveryCodes).toHaveLength(10);
  await page.getByRole("button", { name: "I have kept them" }).click();
  return { secret, recoveryCodes };
}

/** An authenticator of Chromium's, which answers as if its user put a finger on it. */
async function addAuthenticator(page: Page): Promise<void> {
  const client = await page.context().newCDPSession(page);
  await client.send("WebAuthn.enable");
  const options = {
    protocol: "ctap2",
    transport: "internal",
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  } as const;
  await client.send("WebAuthn.addVirtualAuthenticator", { options });
}

async function cookiesOf(context: BrowserContext): Promise<string> {
  return (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
}

test("a wrong password says so and keeps the email; the right one opens the page that was asked for @phone", async ({ page, db }) => {
  const { email } = await createStaff(db, "owner");
  await page.goto("/admin/staff");
  await expect(page).toHaveURL("/admin/sign-in?next=%2Fadmin%2Fstaff");
  await typePassword(page, email, "not the password");
  await expect(alert(page)).toContainText("Email or password is wrong.");
  await expect(page.getByLabel("Email")).toHaveValue(email);
  await typePassword(page, email);
  await expect(page).toHaveURL("/admin/staff");
  await heading(page, "Staff");
});

for (const next of ["https://evil.example/", "//evil.example", "/admin/../cart", "/admin/sign-in?next=/admin"]) {
  test(`the sign-in never leads to ${next}`, async ({ page, db }) => {
    const { email } = await createStaff(db, "viewer");
    await page.goto(`/admin/sign-in?next=${encodeURIComponent(next)}`);
    await typePassword(page, email);
    await expect(page).toHaveURL("/admin");
  });
}

test("an authenticator's code is asked for on the same page, works once, and a recovery code stands in", async ({
  page,
  context,
  db,
  sql,
}) => {
  const { id, email } = await signInAs(context, db, "manager");
  const { secret, recoveryCodes } = await setUpApp(page);
  // As if a minute had passed: the code of the setting up is used.
  await sql`update staff_authenticators set last_step = last_step - 2 where staff_id = ${id}`;
  await signOut(page);
  await typePassword(page, email);
  await expect(page.getByText("One step is left")).toBeVisible();
  await page.getByLabel("Code").fill("000000");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(alert(page)).toContainText("The code is wrong or was used already");
  const code = await generate({ secret });
  await page.getByLabel("Code").fill(code);
  const [sent] = await Promise.all([page.waitForRequest(isAction), page.getByRole("button", { name: "Continue" }).click()]);
  await heading(page, /Good/);

  // Somebody who overheard all of it sends it again.
  const again = await sendAgain(page.request, sent, "");
  expect([again.status(), again.headers()["set-cookie"]]).toEqual([200, undefined]);
  expect(await again.text()).toContain("was used already");

  await signOut(page);
  for (const [given, outcome] of [
    [recoveryCodes[0], true],
    [recoveryCodes[0], false],
    [recoveryCodes[1], true],
  ] as const) {
    await page.goto("/admin/sign-in");
    await typePassword(page, email);
    await page.getByLabel("Code").fill(given ?? "");
    await page.getByRole("button", { name: "Continue" }).click();
    if (!outcome) {
      await expect(alert(page)).toContainText("The code is wrong or was used already");
      continue;
    }
    await heading(page, /Good/);
    await signOut(page);
  }
});

test("a passkey signs in without a password, and its answer works once", async ({ page, context, db, sql }) => {
  await addAuthenticator(page);
  const { id, email } = await signInAs(context, db, "support");
  await page.goto("/admin/staff/me");
  await page.getByLabel("Name of the passkey").fill("Test device");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByRole("heading", { name: "Your recovery codes" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Remove the passkey Test device" })).toBeVisible();
  await signOut(page);

  await page.goto("/admin/sign-in");
  let asked = "";
  page.on("request", async (request) => {
    if (isAction(request)) asked = (await request.allHeaders()).cookie ?? "";
  });
  const [answered] = await Promise.all([
    page.waitForRequest((request) => isAction(request) && (request.postData() ?? "").includes("signature")),
    page.getByRole("button", { name: "Sign in with a passkey" }).click(),
  ]);
  await heading(page, /Good/);
  await expect.poll(() => asked).toContain("passkey=");
  const again = await sendAgain(page.request, answered, asked);
  expect(again.headers()["set-cookie"] ?? "").not.toContain("staff=");
  expect(await again.text()).toContain("belongs to no account here");

  // The password alone is not enough any more, and the passkey is its second step.
  await signOut(page);
  await typePassword(page, email);
  await expect(page.getByLabel("Recovery code")).toBeVisible();
  await page.getByRole("button", { name: "Use your passkey" }).click();
  await heading(page, /Good/);

  const audited = await sql<{ what: string }[]>`select what from audit_log where staff_id = ${id} order by id`;
  expect(audited.map(({ what }) => what)).toEqual([
    "staff.passkey_added",
    ...["staff.signed_out", "staff.signed_in", "staff.signed_out", "staff.signed_in"],
  ]);
});

test("a passkey of nobody here is told so", async ({ page, context, db, sql }) => {
  await addAuthenticator(page);
  const { id } = await signInAs(context, db, "viewer");
  await page.goto("/admin/staff/me");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByRole("heading", { name: "Your recovery codes" })).toBeVisible();
  await sql`delete from staff_passkeys where staff_id = ${id}`;
  await context.clearCookies();
  await page.goto("/admin/sign-in");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(alert(page)).toHaveText("This passkey belongs to no account here. Sign in with your password.");
});

test("a stolen cookie is worth nothing after the sign-out", async ({ page, context, db, request }) => {
  await signInAs(context, db, "owner");
  await page.goto("/admin/staff/me");
  const stolen = await cookiesOf(context);
  const [sent] = await Promise.all([page.waitForRequest(isAction), page.getByRole("button", { name: "Set up an app" }).click()]);
  await expect(page.getByText("Enter this key")).toBeVisible();
  await signOut(page);
  const opened = await request.get("/admin/staff", { headers: { cookie: stolen }, maxRedirects: 0 });
  expect([opened.status(), opened.headers().location]).toEqual([303, "/admin/sign-in?next=%2Fadmin%2Fstaff"]);
  const acted = await sendAgain(request, sent, stolen);
  expect(await acted.text()).toContain("signed_out");
});

test("tries lock for a while, all at once as well, and the lock ends by itself", async ({ page, db, sql }) => {
  const { id, email } = await createStaff(db, "manager");
  await page.goto("/admin/sign-in");
  const [sent] = await Promise.all([page.waitForRequest(isAction), typePassword(page, email, "not the password")]);
  await expect(alert(page)).toContainText("Email or password is wrong.");
  const answers = await Promise.all(Array.from({ length: 20 }, async () => await (await sendAgain(page.request, sent, "")).text()));
  expect(answers.filter((answer) => answer.includes("Email or password is wrong"))).toHaveLength(5);
  expect(answers.filter((answer) => answer.includes("The next one is possible at"))).toHaveLength(15);
  await typePassword(page, email);
  await expect(alert(page)).toContainText("Too many tries. The next one is possible at");
  expect(await sql`select 1 from staff_sessions where staff_id = ${id}`).toHaveLength(0);
  await sql`update staff_lockouts set locked_until = now() where locked_until > now()`;
  await typePassword(page, email);
  await heading(page, /Good/);
});

test("what needs a fresh look asks again and loses nothing that was typed", async ({ page, context, db, sql }) => {
  const { id } = await signInAs(context, db, "owner");
  await sql`update staff_sessions set verified_at = now() - interval '16 minutes' where staff_id = ${id}`;
  await page.goto("/admin/staff");
  const invited = `invited-${crypto.randomUUID()}@example.com`;
  await page.getByLabel("Email").fill(invited);
  await page.getByLabel("Role").selectOption("support");
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Is it still you?" });
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(alert(page)).toHaveText("Nothing was changed, because you were not verified.");
  await expect(page.getByLabel("Email")).toHaveValue(invited);

  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await dialog.getByLabel("Password").fill("not the password");
  await dialog.getByRole("button", { name: "Continue" }).click();
  await expect(dialog.getByRole("alert")).toHaveText("The password is wrong.");
  await dialog.getByLabel("Password").fill(STAFF_PASSWORD);
  await dialog.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("status").filter({ hasText: "is invited" })).toHaveText(`${invited} is invited. The email is on its way.`);
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: `Withdraw the invitation of ${invited}` }).click();
  await expect(page.getByText(invited, { exact: true })).toBeHidden();
  const audited = await sql<{ what: string }[]>`select what from audit_log where staff_id = ${id} order by id`;
  expect(audited.map(({ what }) => what)).toEqual(["staff.verified", "staff.invited", "staff.invitation_withdrawn"]);
});

test("an invitation's link makes one account, and opening it uses nothing up @phone", async ({ page, context, db, sql, browser }) => {
  await signInAs(context, db, "owner");
  await page.goto("/admin/staff");
  const email = `invited-${crypto.randomUUID()}@example.com`;
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Role").selectOption("fulfilment");
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(page.getByRole("status").filter({ hasText: "is invited" })).toBeVisible();
  const [invitation] = await sql<{ id: string }[]>`select id from staff_invitations where email = ${email}`;
  const link = `/admin/invitation?token=${invitationToken(invitationIdSchema.parse(invitation?.id))}`;
  // Mail scanners open links.
  for (let opened = 0; opened < 3; opened += 1) expect((await page.request.get(link)).status()).toBe(200);

  const guest = await (await browser.newContext()).newPage();
  await guest.goto(link);
  await guest.getByLabel("Your name").fill("Test Person");
  await guest.getByLabel("New password").fill("too short");
  await guest.getByRole("button", { name: "Accept the invitation" }).click();
  await expect(guest.getByLabel("New password")).toBeFocused();
  await guest.getByLabel("New password").fill(STAFF_PASSWORD);
  const [sent] = await Promise.all([guest.waitForRequest(isAction), guest.getByRole("button", { name: "Accept the invitation" }).click()]);
  await expect(guest).toHaveURL("/admin/staff/me");
  await expect(guest.getByText(`Test Person, ${email}, fulfilment`)).toBeVisible();
  expect(await (await sendAgain(page.request, sent, "")).text()).toContain("was used, withdrawn or has expired");
  await guest.goto(link);
  await heading(guest, "You are signed in");
  await guest.context().clearCookies();
  await guest.goto(link);
  await heading(guest, "This invitation is not valid");
  await guest.context().close();
});

test("an owner changes a role, resets a factor and disables: each ends the sessions, and is in the audit log", async ({
  page,
  context,
  db,
  sql,
}) => {
  const { id } = await signInAs(context, db, "owner");
  const other = await createStaff(db, "support");
  const open = () => openSession(db, other.id, { userAgent: "", network: "" }, new Date());
  const isOpen = async (token: string) => (await findSession(db, token, new Date())) !== undefined;
  await createAuthenticator(db, { ...other, name: "Test Person", role: "support" }, new Date());

  let token = await open();
  await page.goto(`/admin/staff/${other.id}`);
  await page.getByLabel("Role").selectOption("viewer");
  await page.getByRole("button", { name: "Change the role" }).click();
  await expect(page.getByRole("status").filter({ hasText: "has a new role" })).toBeVisible();
  expect(await isOpen(token)).toBe(false);

  token = await open();
  await page.getByRole("button", { name: "Reset the second factor" }).click();
  await page.getByRole("button", { name: "Yes, reset it" }).click();
  await expect(page.getByText("Password only")).toBeVisible();
  expect(await isOpen(token)).toBe(false);

  token = await open();
  await page.getByRole("button", { name: "Disable the account" }).click();
  await page.getByRole("button", { name: "Yes, disable Test support" }).click();
  await expect(page.getByText("This account was disabled on")).toBeVisible();
  expect(await isOpen(token)).toBe(false);

  const audited = await sql`
    select what, before, after from audit_log join audit_values on audit_id = id where staff_id = ${id} and subject_id = ${other.id} order by id`;
  expect([...audited]).toMatchObject([
    { what: "staff.role_changed", before: { role: "support" }, after: { role: "viewer" } },
    { what: "staff.factor_reset", before: { factors: { authenticator: true } }, after: { factors: { authenticator: false } } },
    { what: "staff.disabled", before: { disabledAt: null }, after: { disabledAt: expect.any(String) } },
  ]);
});

test.describe("forbidden", () => {
  test.use({ expectedErrors: [/ERR_FAILED/] });

  test("a manager sees staff and changes nobody, also not by sending an owner's request", async ({ page, context, db, sql, request }) => {
    const { token } = await signInAs(context, db, "owner");
    const other = await createStaff(db, "viewer");
    await page.goto(`/admin/staff/${other.id}`);
    await page.getByLabel("Role").selectOption("owner");
    await page.route("**/*", async (route) => (isAction(route.request()) ? await route.abort() : await route.continue()));
    const [sent] = await Promise.all([page.waitForRequest(isAction), page.getByRole("button", { name: "Change the role" }).click()]);
    await expect(alert(page)).toContainText("The shop can’t be reached");
    await page.unroute("**/*");

    const manager = await signInAs(context, db, "manager");
    await page.goto(`/admin/staff/${other.id}`);
    await heading(page, "Test viewer");
    await expect(page.getByRole("button", { name: "Change the role" })).toBeHidden();
    expect(await (await sendAgain(request, sent, `staff=${manager.token}`)).text()).toContain("forbidden");
    const roles = () => sql<{ role: string }[]>`select role from staff where id = ${other.id}`;
    expect(await roles()).toMatchObject([{ role: "viewer" }]);
    // The request itself was a good one.
    expect(await (await sendAgain(request, sent, `staff=${token}`)).text()).toContain('"ok":true');
    expect(await roles()).toMatchObject([{ role: "owner" }]);
  });
});
