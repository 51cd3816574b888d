import type { ReactNode } from "react";
import { Icon } from "./icon";

/** A message about a recent event. Screen readers are interrupted by errors only; other messages wait. */
export function Notice({ kind, children }: { kind: "success" | "error" | "note"; children: ReactNode }) {
  const look = { success: "border-moss text-moss", error: "border-oxblood text-oxblood", note: "border-ink text-ink" }[kind];
  return (
    <div role={kind === "error" ? "alert" : "status"} className={`flex gap-2.5 border-l-[3px] bg-paper py-3 pr-4 pl-3.5 ${look}`}>
      <Icon name={kind === "success" ? "check" : "warning"} className="mt-0.5 size-5" />
      <div className="text-ink">{children}</div>
    </div>
  );
}
