import { expect, test } from "vitest";
import { parseEvent } from "./events";

const disputed = { dispute_id: "PP-D-27803", disputed_transactions: [{ seller_transaction_id: "3C679366HH908993F" }] };

test.each(["CUSTOMER.DISPUTE.CREATED", "CUSTOMER.DISPUTE.UPDATED", "CUSTOMER.DISPUTE.RESOLVED"])(
  "%s names the dispute and its payment",
  (event_type) => {
    expect(parseEvent(JSON.stringify({ id: "WH-1", event_type, resource: disputed }))).toEqual({
      eventId: "WH-1",
      type: event_type,
      kind: "payment",
      attemptRef: null,
      paymentRef: "3C679366HH908993F",
      disputeRef: "PP-D-27803",
    });
  },
);
