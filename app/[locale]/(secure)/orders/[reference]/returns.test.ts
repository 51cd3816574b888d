import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { returnIdSchema } from "@/lib/core/ids";
import { Returns } from "./returns";

it("announces the refund of received items only if they were paid for", () => {
  const received = {
    id: returnIdSchema.parse("5f0d5c1e-3c1b-4a55-9d0e-6a4f2f1f7b10"),
    kind: "withdrawal" as const,
    status: "received" as const,
    name: "Ana Babić",
    reason: "",
    rejection: "",
    requestedAt: new Date("2026-11-24T12:00:00Z"),
    lines: [],
  };
  const shownIf = (paid: boolean) => renderToStaticMarkup(createElement(Returns, { returns: [received], paid, locale: "en" }));
  expect(shownIf(true)).toContain("Your refund is next.");
  expect(shownIf(false)).toContain("We’ve received the items.");
  expect(shownIf(false)).not.toContain("refund");
});
