import { z } from "zod";
import { answerControl } from "../base/answer-control";
import type { Route, SandboxRequest } from "../base/http";
import { withErrors } from "./api-error";
import type { Bank } from "./bank";
import { OUTCOMES } from "./ledger";
import type { Tokens } from "./tokens";

const nothing = z.strictObject({});
const outcome = z.strictObject({ outcome: z.enum(OUTCOMES).optional() });
const ended = z.strictObject({ outcome: z.enum(["won", "lost"]) });
const part = z.strictObject({ amount: z.strictObject({ currency_code: z.string(), value: z.string() }).optional() });

/**
 * Actions of customers and banks, for tests in other processes: `POST /_sandbox/paypal/orders/ID/approve` {outcome?} ·
 * `orders/ID/expire` · `captures/ID/settle`, `deny`, `refund` {amount?}, `reverse`, `dispute` ·
 * `disputes/ID/close` {outcome} · `tokens/revoke`.
 * Cancelling needs no route: it changes nothing at PayPal.
 */
export function controlRoutes(bank: Bank, tokens: Tokens): Route[] {
  const control = <T>(path: string, schema: z.ZodType<T>, act: (request: SandboxRequest, body: T) => unknown): Route => ({
    method: "POST",
    path: `/_sandbox/paypal/${path}`,
    operation: `/_sandbox/paypal/${path}`,
    caller: "control",
    answer: (request) =>
      withErrors(() =>
        answerControl(request, schema, (body) => {
          act(request, body);
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
    control("disputes/:id/close", ended, ({ id }, { outcome }) => bank.endDispute(id, outcome)),
    control("tokens/revoke", nothing, () => tokens.revoke()),
  ];
}
