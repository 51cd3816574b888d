import { z } from "zod";
import {
  cartIdSchema,
  checkoutKeySchema,
  orderIdSchema,
  refundIdSchema,
  returnIdSchema,
  shipmentIdSchema,
  variantIdSchema,
} from "@/lib/core/ids";
import { cents } from "@/lib/core/money";
import { PAYMENT_METHODS } from "@/lib/payments/methods";

export const JOBS = ["expire-holds", "reconcile-payments", "apply-inbox", "send-refunds", "send-mail"] as const;
/** Staff's decisions about a return. */
export const DECISIONS = ["approve", "receive", "reject", "refund", "close"] as const;

const amount = z.int().transform(cents);
const lines = z.array(z.object({ position: z.int(), quantity: z.int() }));
const onlineMethod = z.enum(["card", "paypal"]);

/** The nth step of this kind, or of any, counted from one. */
const deathSchema = z.object({ step: z.enum(["any", "call", "answer"]), nth: z.int() });
export type Death = z.infer<typeof deathSchema>;

const taskSchema = z.discriminatedUnion("do", [
  z.object({
    do: z.literal("order"),
    cartId: cartIdSchema,
    checkoutKey: checkoutKeySchema,
    email: z.string(),
    method: z.enum(PAYMENT_METHODS),
  }),
  z.object({ do: z.literal("start"), orderId: orderIdSchema, method: onlineMethod }),
  z.object({ do: z.literal("sync"), orderId: orderIdSchema }),
  z.object({ do: z.literal("cancel"), orderId: orderIdSchema }),
  /** The amount in cents; null for the rest. */
  z.object({ do: z.literal("refund"), orderId: orderIdSchema, amountCents: amount.nullable() }),
  z.object({ do: z.literal("add to cart"), cartId: cartIdSchema, variantId: variantIdSchema }),
  z.object({ do: z.literal("use coupon"), cartId: cartIdSchema, code: z.string() }),
  z.object({ do: z.literal("transfer"), orderId: orderIdSchema, amountCents: amount, entry: z.string() }),
  z.object({ do: z.literal("cash"), orderId: orderIdSchema, amountCents: amount }),
  z.object({ do: z.literal("confirm unpaid"), orderId: orderIdSchema }),
  z.object({ do: z.literal("cancel by staff"), orderId: orderIdSchema }),
  /** One unit of the first line, or everything left. */
  z.object({ do: z.literal("ship"), orderId: orderIdSchema, part: z.boolean() }),
  z.object({ do: z.literal("deliver"), shipmentId: shipmentIdSchema }),
  z.object({ do: z.literal("refund item"), orderId: orderIdSchema, restock: z.boolean() }),
  z.object({
    do: z.literal("return"),
    orderId: orderIdSchema,
    id: returnIdSchema,
    email: z.string(),
    kind: z.enum(["withdrawal", "return"]),
    lines,
  }),
  z.object({
    do: z.literal("decide"),
    returnId: returnIdSchema,
    decision: z.enum(DECISIONS),
    restock: z.boolean(),
    deductionCents: amount,
  }),
  z.object({ do: z.literal("name account"), orderId: orderIdSchema }),
  z.object({ do: z.literal("transfer back"), refundId: refundIdSchema }),
  z.object({ do: z.literal("job"), job: z.enum(JOBS) }),
  z.object({ do: z.literal("receive"), provider: z.string(), body: z.string(), headers: z.record(z.string(), z.string()) }),
]);

/** The tasks of the shop. */
export type Task = z.infer<typeof taskSchema>;

/** Sets the step at which the worker dies; null to stay alive. */
const armSchema = z.object({ do: z.literal("arm"), dieAt: deathSchema.nullable() });
export type WorkerTask = Task | z.infer<typeof armSchema>;

export const taskMessageSchema = z.object({
  id: z.int(),
  now: z.iso.datetime(),
  /** The timeout for a provider's answer. */
  patienceMs: z.int(),
  task: z.union([taskSchema, armSchema]),
});

/** The worker's reports: that it is ready, or the outcome of a task. */
export const reportSchema = z.union([
  z.object({ ready: z.literal(true) }),
  z.object({ id: z.int(), value: z.unknown() }),
  z.object({ id: z.int(), error: z.string() }),
]);
export type Report = z.infer<typeof reportSchema>;
