import type { Metadata } from "next";
import { PageHead } from "@/components/admin/panel";
import { formatDate } from "@/lib/core/format";
import { LatestOrders } from "./latest-orders";
import { readFrame, readLatestOrders, readToDo } from "./reads";
import { ToDo } from "./to-do";

export const instant = false;

export const metadata: Metadata = { title: "Today" };

export default async function TodayPage() {
  const [{ member, now, greeting }, status, orders] = await Promise.all([readFrame(), readToDo(), readLatestOrders()]);
  return (
    <>
      <PageHead title={`${greeting}, ${member.name}`} text={<span className="figures">{formatDate(now, "en")}</span>} />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
        <ToDo status={status} />
        <LatestOrders orders={orders} />
      </div>
    </>
  );
}
