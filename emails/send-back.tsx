import type { MailCompany } from "@/lib/outbox/mail-props";
import { Figures } from "./figures";

/** Where goods are sent back to. */
export function SendBack({ company }: { company: MailCompany }) {
  const rows = [
    ["To", company.name],
    ["Address", company.address],
    ["City", `${company.postalCode} ${company.city}`.trim()],
  ] as const;
  return (
    <Figures title="Send it to" rows={rows.filter(([, value]) => value !== "").map(([name, value]) => ({ key: name, name, value }))} />
  );
}
