import { expect, it } from "vitest";
import { newOrderReference, readReference } from "./reference";

it.each(["ORD-7K3M9QX2PA", "ord-7k3m9qx2pa", " ORD 7K3M9 QX2PA ", "ord7k3m9qx2pa", "Ord–7K3M—9QX2-PA", "ORD-7K3M9QX2PA\n"])(
  "reads %j",
  (typed) => {
    expect(readReference(typed)).toBe("ORD-7K3M9QX2PA");
  },
);

it("reads every new reference", () => {
  for (let reference = newOrderReference(), count = 0; count < 100; reference = newOrderReference(), count += 1) {
    expect(readReference(reference.replaceAll("-", " ").toLowerCase())).toBe(reference);
  }
});

it.each(["", "ORD-", "7K3M9QX2PA", "ORD-7K3M9QX2P", "ORD-7K3M9QX2PAA", "ORD-7K3M9QX2P0", "ORD-7K3M9QX2PI", "ORD.7K3M9QX2PA"])(
  "rejects %j",
  (typed) => {
    expect(readReference(typed)).toBeUndefined();
  },
);
