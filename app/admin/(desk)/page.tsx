import type { Metadata } from "next";
import { PageHead } from "@/components/admin/panel";
import { formatDate } from "@/lib/core/format";
import { readFrame, readToDo } from "./reads";
import { ToDo } from "./to-do";

export const instant = false;

export const metadata: Metadata = { title: "Today" };

export default async function TodayPage() {
  const [{ member, now, greeting }, status] = await Promise.all([readFrame(), readToDo()]);
  return (
    <>
      <PageHead title={`${greeting}, ${member.name}`} text={<span className="figures">{formatDate(now, "en")}</span>} />
      <ToDo status={status} />
    </>
  );
}
