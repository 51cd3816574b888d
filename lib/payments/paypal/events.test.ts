import { expect, test } from "vitest";
import { parseEvent } from "./events";

const disputed = { disputed_transactions: [{ seller_transaction_id: "3C679366HH908993F" }] };

test.each([
  ["CUSTOMER.DISPUTE.CREATED", "dispute_opened"],
  ["CUSTOMER.DISPUTE.UPDATED", "payment"],
  ["CUSTOMER.DISPUTE.RESOLVED", "dispute_closed"],
])("%s names the disputed payment and is read as %s", (event_type, kind) => {
  expect(parseEvent(JSON.stringify({ id: "WH-1", event_type, resource: disputed }))).toEqual({
    eventId: "WH-1",
    type: event_type,
    kind,
    attemptRef: null,
    paymentRef: "3C679366HH908993F",
  });
});
