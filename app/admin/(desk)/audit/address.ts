import type { AuditFilter, AuditPlace } from "@/lib/audit/input";

/** An address with the filters, and the place where the page begins. */
export function addressOf(path: string, filter: AuditFilter, place: { before?: AuditPlace; after?: AuditPlace } = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, value);
  for (const [name, at] of Object.entries(place)) if (at !== undefined) query.set(name, `${at.at}-${at.id}`);
  return query.size > 0 ? `${path}?${query}` : path;
}
