import { expect, it } from "vitest";
import { type Actor, GUEST, readActor, SYSTEM, toStoredActor } from "./actor";
import { customerIdSchema, staffIdSchema } from "./ids";

const id = "5f0d5c1e-3c1b-4a55-9d0e-6a4f2f1f7b10";

it.each<Actor>([SYSTEM, GUEST, { kind: "customer", id: customerIdSchema.parse(id) }, { kind: "staff", id: staffIdSchema.parse(id) }])(
  "stores and reads back %j",
  (actor) => {
    expect(readActor({ ...toStoredActor(actor), actorName: null })).toEqual(actor);
  },
);

it("reads the name of staff from rows older than their accounts", () => {
  expect(readActor({ actorKind: "staff", actorId: null, actorName: "Mara" })).toEqual({ kind: "staff", id: null, name: "Mara" });
});
