import { type CustomerId, customerIdSchema, type StaffId, staffIdSchema } from "./ids";

/** The originator of an action: the shop itself, a customer (id null without an account) or a member of staff. */
export type Actor = { kind: "system" } | { kind: "customer"; id: CustomerId | null } | { kind: "staff"; id: StaffId };

/** The context that every command receives: the actor, and the time that counts as now. */
export type CommandContext = { actor: Actor; now: Date };

export const SYSTEM = { kind: "system" } as const satisfies Actor;
/** A customer who is not signed in. */
export const GUEST = { kind: "customer", id: null } as const satisfies Actor;

export const ACTOR_KINDS = ["system", "customer", "staff"] as const satisfies readonly Actor["kind"][];

/** An actor as stored in a row of the timeline or the stock ledger. */
type StoredActor = {
  actorKind: Actor["kind"];
  actorId: CustomerId | StaffId | null;
};

export function toStoredActor(actor: Actor): StoredActor {
  return { actorKind: actor.kind, actorId: actor.kind === "system" ? null : actor.id };
}

/** The actor read from a row. Rows from before staff had accounts contain a name instead of an id. */
export type RecordedActor = Actor | { kind: "staff"; id: null; name: string };

export function readActor({ actorKind, actorId, actorName }: StoredActor & { actorName: string | null }): RecordedActor {
  switch (actorKind) {
    case "system":
      return SYSTEM;
    case "customer":
      return { kind: "customer", id: customerIdSchema.nullable().parse(actorId) };
    case "staff":
      return actorId === null ? { kind: "staff", id: null, name: actorName ?? "" } : { kind: "staff", id: staffIdSchema.parse(actorId) };
  }
}
