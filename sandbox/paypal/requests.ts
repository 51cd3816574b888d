import { z } from "zod";

// All parameters that the shop may send. PayPal itself ignores some unknown ones, which would hide a mistake.

const amountSchema = z.strictObject({
  currency_code: z.string().regex(/^[A-Z]{3}$/),
  value: z.string().regex(/^\d{1,12}\.\d{2}$/),
});

const web = z.url({ protocol: /^https?$/ });

export const orderRequestSchema = z.strictObject({
  intent: z.literal("CAPTURE"),
  purchase_units: z.tuple([
    z.strictObject({
      amount: amountSchema,
      custom_id: z.string().min(1).max(127),
      invoice_id: z.string().min(1).max(127),
    }),
  ]),
  payment_source: z.strictObject({
    paypal: z.strictObject({
      experience_context: z.strictObject({
        return_url: web,
        cancel_url: web,
        user_action: z.enum(["CONTINUE", "PAY_NOW"]),
        shipping_preference: z.enum(["GET_FROM_FILE", "NO_SHIPPING", "SET_PROVIDED_ADDRESS"]),
      }),
    }),
  }),
});

export const captureRequestSchema = z.strictObject({});

export const refundRequestSchema = z.strictObject({
  amount: amountSchema.optional(),
  invoice_id: z.string().min(1).max(127).optional(),
  custom_id: z.string().min(1).max(127).optional(),
  note_to_payer: z.string().min(1).max(255).optional(),
});

export const eventListQuerySchema = z.strictObject({
  page_size: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .default(10),
  start_time: z.iso.datetime({ offset: true }).optional(),
  end_time: z.iso.datetime({ offset: true }).optional(),
  event_type: z.string().optional(),
  transaction_id: z.string().optional(),
  /** The start of the next page: it is in a page's links, but not in PayPal's documentation. */
  offset: z.string().regex(/^\d+$/).transform(Number).default(0),
});

/** The query of the script's address: https://developer.paypal.com/sdk/js/configuration */
export const scriptQuerySchema = z.strictObject({
  "client-id": z.string(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default("USD"),
  intent: z.literal("capture").optional(),
  commit: z.enum(["true", "false"]).optional(),
  components: z.string().optional(),
  "disable-funding": z.string().optional(),
  "enable-funding": z.string().optional(),
  locale: z.string().optional(),
});
