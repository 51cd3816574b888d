import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { desc, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { auditLog } from "@/db/schema/audit";
import { jobRuns } from "@/db/schema/shop";
import { auditedDb } from "@/lib/audit/audited";
import { chainAudit } from "@/lib/audit/chain-audit";
import { eraseAuditValues } from "@/lib/audit/erase-values";
import type { AuditEntry } from "@/lib/audit/write-audit";
import type { StaffId } from "@/lib/core/ids";
import { recordRun } from "@/lib/jobs/job-runs";
import { takeLease } from "@/lib/jobs/lease";
import { expect, test } from "./fixtures";
import { signInAs } from "./staff";

/** An action with a subject of its own, as its database would record it. */
async function act(db: Db, staffId: StaffId, entry: Pick<AuditEntry, "what" | "subject">, before: unknown, after: unknown) {
  let value = before;
  const full = { ...entry, staffId, from: "192.0.2.0/24", now: new Date() };
  await auditedDb(db, full, async () => value).transaction(async () => {
    value = after;
  });
}

const unique = () => crypto.randomUUID();

test.describe("@phone the audit log", () => {
  test("shows who did what to what, with what changed and a link to it", async ({ page, context, db, holdOrder }) => {
    const order = await holdOrder();
    const owner = await signInAs(context, db, "owner");
    await act(db, owner.id, { what: "order.tagged", subject: { kind: "order", id: order.id } }, { tags: [] }, { tags: ["gift", "=1+1"] });
    await chainAudit(db, new Date(), 1000);
    await page.goto("/admin/audit");
    const entry = page.getByRole("listitem").filter({ hasText: order.reference });
    await expect(entry).toContainText(`Test owner tagged order ${order.reference}`);
    await expect(entry.getByRole("insertion")).toHaveText("gift, =1+1");
    await expect(entry).toContainText(/192\.0\.2\.0\/24.*no\. \d+/);
    await expect(entry.getByRole("link", { name: order.reference })).toHaveAttribute("href", `/admin/orders/${order.reference}`);
  });

  test("is filtered by person, action, thing and days, which its address keeps", async ({ page, context, db }) => {
    const owner = await signInAs(context, db, "owner");
    const [one, two] = [unique(), unique()];
    await act(db, owner.id, { what: "setting.changed", subject: { kind: "setting", id: one } }, 1, 2);
    await act(db, owner.id, { what: "view.saved", subject: { kind: "view", id: two } }, null, { name: "Late" });
    await page.goto("/admin/audit");
    await page.getByLabel("Person").selectOption(owner.id);
    await page.getByRole("button", { name: "Filter" }).click();
    await expect(page).toHaveURL(new RegExp(`person=${owner.id}`));
    const entries = page.getByRole("main").getByRole("listitem");
    await expect(entries).toHaveCount(2);
    await page.getByLabel("Action").selectOption("view.saved");
    await page.getByRole("button", { name: "Filter" }).click();
    await expect(entries).toHaveCount(1);
    await expect(entries).toContainText(two);
    await page.reload();
    await expect(page.getByLabel("Action")).toHaveValue("view.saved");
    await page.getByRole("link", { name: "Clear" }).click();
    await expect(page.getByLabel("Action")).toHaveValue("");
    await page.getByLabel("Order, email or id").fill(one);
    await page.getByLabel("Order, email or id").press("Enter");
    await expect(entries).toHaveCount(1);
    await page.getByLabel("To", { exact: true }).fill("2020-01-01");
    await page.getByRole("button", { name: "Filter" }).click();
    await expect(page.getByText("Nothing was done that matches.")).toBeVisible();
  });
});

test("pages back and forward through many entries", async ({ page, context, db, sql }) => {
  const owner = await signInAs(context, db, "owner");
  await sql`insert into audit_log (at, staff_id, "from", what, subject_kind, subject_id)
    select date_trunc('milliseconds', now()) - n * interval '1 second', ${owner.id}, '', 'view.saved', 'view', 'view-' || n from generate_series(1, 120) n`;
  await page.goto(`/admin/audit?person=${owner.id}`);
  const entries = page.getByRole("main").getByRole("listitem");
  await expect(entries).toHaveCount(50);
  await page.getByRole("link", { name: "Older" }).click();
  await expect(entries.first()).toContainText("view-51");
  await page.getByRole("link", { name: "Older" }).click();
  await expect(entries).toHaveCount(20);
  await expect(page.getByRole("link", { name: "Older" })).toHaveCount(0);
  await page.getByRole("link", { name: "Newer" }).click();
  await expect(entries.last()).toContainText("view-100");
  await page.getByRole("link", { name: "Newest" }).click();
  await expect(page.getByRole("link", { name: "Newer" })).toHaveCount(0);
});

test("an owner exports what is filtered, which is in the log from then on; a manager can't", async ({ page, context, db }) => {
  const owner = await signInAs(context, db, "owner");
  const [kept, erased] = [unique(), unique()];
  await act(db, owner.id, { what: "setting.changed", subject: { kind: "setting", id: kept } }, { note: "=cmd" }, { note: "čaj" });
  await act(db, owner.id, { what: "setting.changed", subject: { kind: "setting", id: erased } }, 1, 2);
  await db.transaction((tx) => eraseAuditValues(tx, [{ kind: "setting", id: erased }]));
  await page.goto(`/admin/audit?person=${owner.id}&what=setting.changed`);
  await expect(page.getByText("What it changed has been erased.")).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Export CSV" }).click()]);
  expect(download.suggestedFilename()).toMatch(/^audit-log-\d{4}-\d{2}-\d{2}\.csv$/);
  const rows: Record<string, string>[] = parse(readFileSync(await download.path(), "utf8"), { bom: true, columns: true });
  expect(rows).toMatchObject([
    { id: erased, before: "", after: "", erased: "yes" },
    { person: "Test owner", email: owner.email, action: "setting.changed", id: kept, before: '{"note":"=cmd"}', after: '{"note":"čaj"}' },
  ]);
  await page.goto(`/admin/audit?person=${owner.id}&what=audit.exported`);
  await expect(page.getByRole("main").getByRole("listitem")).toContainText("Test owner exported the audit log");
  await expect(page.getByRole("main").getByRole("listitem")).toContainText("setting.changed");

  await context.clearCookies();
  await signInAs(context, db, "manager");
  await page.goto("/admin/audit");
  await expect(page.getByRole("heading", { name: "Audit log" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Export CSV" })).toHaveCount(0);
  expect((await page.request.get("/api/admin/audit")).status()).toBe(404);
  await context.clearCookies();
  expect((await page.request.get("/api/admin/audit")).status()).toBe(404);
});

test("jobs show what is failing, and run when asked, which the log keeps", async ({ page, context, db, sql }) => {
  const owner = await signInAs(context, db, "owner");
  await recordRun(db, { job: "clean-carts", startedAt: new Date(), durationMs: 1200, done: 0, error: new Error("no answer") });
  await page.goto("/admin/jobs");
  const job = page.getByRole("listitem").filter({ hasText: "clean-carts" });
  await expect(job).toContainText("Failing");
  await expect(job).toContainText("Error: no answer");
  await expect(job).toContainText("every day at 03:17 UTC");
  await job.getByRole("button", { name: "Run now clean-carts" }).click();
  await expect(job.getByRole("status")).toHaveText(/^\d+ done/);
  await expect(job).toContainText("Works");
  const [run] = await db.select().from(jobRuns).where(eq(jobRuns.job, "clean-carts")).orderBy(desc(jobRuns.id)).limit(1);
  expect(run?.error).toBeNull();
  const [entry] = await db.select().from(auditLog).where(eq(auditLog.staffId, owner.id)).orderBy(desc(auditLog.id)).limit(1);
  expect(entry).toMatchObject({ what: "job.run", subjectKind: "job", subjectId: "clean-carts" });

  await takeLease(db, "clean-carts", unique());
  await job.getByRole("button", { name: "Run now clean-carts" }).click();
  await expect(job.getByRole("status")).toHaveText("It is running already.");
  await expect(job).toContainText("Running");
  await sql`delete from job_leases where job = 'clean-carts'`;
});

test("a viewer sees jobs and runs none", async ({ page, context, db }) => {
  await signInAs(context, db, "viewer");
  await page.goto("/admin/jobs");
  await expect(page.getByRole("heading", { name: "Jobs", exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: /Run/ })).toHaveCount(0);
});
