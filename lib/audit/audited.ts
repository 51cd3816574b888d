import type { Db, Tx } from "@/db/client";
import { type AuditEntry, writeAudit } from "./write-audit";

/** What changes data outside a transaction, or might. */
const WRITES: readonly PropertyKey[] = ["insert", "update", "delete", "with", "refreshMaterializedView", "$client"];

/**
 * A database for one action of staff: the first transaction on it that commits also writes the audit row, with `read` of its start
 * and its end as the values before and after. Until then nothing can be changed on it outside a transaction; what rolls back
 * leaves no row.
 */
export function auditedDb(db: Db, entry: AuditEntry, read?: (tx: Tx) => Promise<unknown>): Db {
  let isAudited = false;
  const audited: Db["transaction"] = async (work, config) => {
    const outcome = await db.transaction(async (tx) => {
      if (isAudited) return await work(tx);
      const before = await read?.(tx);
      const result = await work(tx);
      await writeAudit(tx, entry, { before, after: await read?.(tx) });
      return result;
    }, config);
    isAudited = true;
    return outcome;
  };
  // Raw statements may read, as PostgreSQL itself makes sure.
  const readOnly: Db["transaction"] = async (work) => await db.transaction(work, { accessMode: "read only" });
  return new Proxy(db, {
    get(target, key, receiver) {
      if (key === "transaction") return audited;
      if (isAudited) return Reflect.get(target, key, receiver);
      if (key === "execute") return (query: Parameters<Db["execute"]>[0]) => readOnly(async (tx) => await tx.execute(query));
      if (WRITES.includes(key)) throw new Error(`an audited action changes data in a transaction only, not by ${String(key)}`);
      return Reflect.get(target, key, receiver);
    },
  });
}
