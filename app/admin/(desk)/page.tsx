import type { Metadata } from "next";
import { readFrame } from "./reads";

export const instant = false;

export const metadata: Metadata = { title: "Today" };

export default async function TodayPage() {
  const { member } = await readFrame();
  return <h1>Good morning, {member.name}</h1>;
}
