import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import type { Db } from "@/db/client";
import { writeAudit } from "@/lib/audit/write-audit";
import { invitationToken, inviteStaff } from "@/lib/auth/invitations";
import { invitationIdSchema } from "@/lib/core/ids";
import { createAuthenticator } from "@/tests/factories/staff";
import { createOrder, tryCard } from "./factories";
import { createStaff, STAFF_PASSWORD, signInAs } from "./staff";

type Given = { page: Page; db: Db };
type Visit = (given: Given) => Promise<unknown>;

/** A page as an owner sees it, in the light theme and in the dark one. */
function asOwner(address: string | ((given: Given) => Promise<string>)): Record<string, Visit> {
  const visit =
    (colorScheme: "light" | "dark"): Visit =>
    async (given) => {
      await given.page.emulateMedia({ colorScheme });
      await signInAs(given.page.context(), given.db, "owner");
      await given.page.goto(typeof address === "string" ? address : await address(given));
    };
  return { light: visit("light"), dark: visit("dark") };
}

/** The visits that reach each page of the back office in every visually different state. */
export const adminVisits: Record<string, Record<string, Visit>> = {
  "/admin": asOwner("/admin"),
  "/admin/orders/[reference]": asOwner(async ({ db }) => {
    const { id, reference } = await createOrder(db, { paymentMethod: "card" });
    await tryCard(db, id, "succeed");
    return `/admin/orders/${reference}`;
  }),
  "/admin/orders": asOwner(async ({ db }) => {
    await createOrder(db);
    return "/admin/orders";
  }),
  "/admin/sign-in": {
    "as it is": ({ page }) => page.goto("/admin/sign-in"),
    "at its second step": async ({ page, db }) => {
      const member = await createStaff(db, "viewer");
      await createAuthenticator(db, { ...member, name: "Test Person", role: "viewer" }, new Date());
      await page.emulateMedia({ colorScheme: "dark" });
      await page.goto("/admin/sign-in");
      await page.getByLabel("Email").fill(member.email);
      await page.getByLabel("Password").fill(STAFF_PASSWORD);
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await page.getByLabel("Code").fill("000000");
      await page.getByRole("button", { name: "Continue" }).click();
      await page.getByText("The code is wrong").waitFor();
    },
  },
  "/admin/invitation": {
    open: async ({ page, db }) => {
      const owner = await createStaff(db, "owner");
      const id = invitationIdSchema.parse(randomUUID());
      await inviteStaff(
        db,
        { id, email: `${id}@example.com`, role: "viewer" },
        { ...owner, name: "Test Person", role: "owner" },
        new Date(),
      );
      await page.goto(`/admin/invitation?token=${invitationToken(id)}`);
    },
    "no longer open": ({ page }) => page.goto("/admin/invitation?token=none"),
  },
  "/admin/staff": asOwner("/admin/staff"),
  "/admin/jobs": asOwner("/admin/jobs"),
  "/admin/audit": asOwner(async ({ db }) => {
    const entry = {
      what: "setting.changed",
      subject: { kind: "setting", id: randomUUID() },
      staffId: null,
      from: "",
      now: new Date(),
    } as const;
    await db.transaction((tx) => writeAudit(tx, entry, { before: { tag: "gift" }, after: { tag: "fragile" } }));
    return `/admin/audit?thing=${entry.subject.id}`;
  }),
  "/admin/staff/[id]": asOwner(async ({ db }) => `/admin/staff/${(await createStaff(db, "support")).id}`),
  "/admin/staff/me": {
    ...asOwner("/admin/staff/me"),
    "setting up an app": async ({ page, db }) => {
      await signInAs(page.context(), db, "viewer");
      await page.goto("/admin/staff/me");
      await page.getByRole("button", { name: "Set up an app" }).click();
      await page.getByText("Enter this key").waitFor();
    },
    "asked who sits there": async ({ page, db }) => {
      const { id } = await signInAs(page.context(), db, "viewer");
      await db.$client`update staff_sessions set verified_at = null where staff_id = ${id}`;
      await page.goto("/admin/staff/me");
      await page.getByRole("button", { name: "Set up an app" }).click();
      await page.getByRole("dialog", { name: "Is it still you?" }).waitFor();
    },
  },
};
