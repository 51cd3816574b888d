import { z } from "zod";
import { given } from "../control";
import type { Answer, Route, SandboxRequest } from "../provider-module";
import type { Bank } from "./bank";
import { OUTCOMES } from "./ledger";
import { Refusal, refuse } from "./refusal";
import type { Tokens } from "./tokens";

const nothing = z.strictObject({});
const outcome = z.strictObject({ outcome: z.enum(OUTCOMES).optional() });
const part = z.strictObject({ amount: z.strictObject({ currency_code: z.string(), value: z.string() }).optional() });

/**
 * What customers and banks do, for tests in other processes: `POST /_sandbox/paypal/orders/ID/approve` {outcome?} ·
 * `orders/ID/expire` · `captures/ID/settle`, `deny`, `refund` {amount?}, `reverse`, `dispute` · `tokens/revoke`.
 * A customer who cancels changes nothing at PayPal, so there is nothing to call for that.
 */
export function controlRoutes(bank: Bank, tokens: Tokens): Route[] {
  const control = <T>(path: string, schema: z.ZodType<T>, work: (request: SandboxRequest, body: T) => unknown): Route => ({
    method: "POST",
    path: `/_sandbox/paypal/${path}`,
    operation: `/_sandbox/paypal/${path}`,
    caller: "control",
    answer: (request) =>
      refusing(() =>
        given(request, schema, (body) => {
          work(request, body);
        }),
      ),
  });
  return [
    control("orders/:id/approve", outcome, ({ id }, body) => bank.approve(id, body.outcome)),
    control("orders/:id/expire", nothing, ({ id }) => bank.expire(id)),
    control("captures/:id/settle", nothing, ({ id }) => bank.settle(id)),
    control("captures/:id/deny", nothing, ({ id }) => bank.deny(id)),
    control("captures/:id/refund", part, ({ id }, { amount }) => bank.refund(id, { amount })),
    control("captures/:id/reverse", nothing, ({ id }) => bank.reverse(id)),
    control("captures/:id/dispute", nothing, ({ id }) => bank.dispute(id)),
    control("tokens/revoke", nothing, () => tokens.revoke()),
  ];
}

function refusing(work: () => Answer): Answer {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return refuse(error);
    throw error;
  }
}
