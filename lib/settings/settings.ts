import { electronicFormatIBAN, isValidBIC, isValidIBAN } from "ibantools";
import { z } from "zod";
import type { Executor } from "@/db/client";
import { settings } from "@/db/schema/shop";
import { cents } from "@/lib/core/money";
import { shippingSettings } from "@/lib/shipping/rates";
import { vatSettings } from "@/lib/tax/vat";

export const companySettings = z.object({
  name: z.string().default("Earthman"),
  /** Street and number. */
  address: z.string().default(""),
  postalCode: z.string().default(""),
  city: z.string().default(""),
  country: z.string().length(2).default("HR"),
  email: z.string().default(""),
  phone: z.string().default(""),
  vatId: z.string().default(""),
  /** Court register and number, for the imprint. */
  register: z.string().default(""),
  /** In electronic form. If it is missing or invalid, bank transfer is not offered and the status says so. */
  iban: z
    .string()
    .default("")
    .transform((typed) => electronicFormatIBAN(typed) ?? "")
    .transform((iban) => (isValidIBAN(iban) ? iban : "")),
  bic: z
    .string()
    .default("")
    .transform((typed) => typed.replaceAll(/\s/g, "").toUpperCase())
    .transform((bic) => (isValidBIC(bic) ? bic : "")),
});

const paymentSettings = z.object({
  cashOnDelivery: z
    .object({ maximumCents: z.int().nonnegative(), countries: z.array(z.string().length(2)) })
    .default({ maximumCents: 50_000, countries: ["HR"] }),
});

/** Refunds by bank transfer. */
const refundSettings = z.object({
  /** The time between naming an account on the order's page, of which the customer is emailed, and the transfer. */
  accountWaitHours: z.int().min(0).max(240).default(48),
});

/**
 * The most that an order without payment may take from the stock. Beyond it, only methods that are paid at once are offered.
 * A few units of a variant are always allowed.
 */
const unpaidOrderSettings = z.object({
  maximumCents: z.int().nonnegative().default(100_000),
  maximumItems: z.int().nonnegative().default(30),
  /** Of the units of a variant that can be sold. */
  maximumStockPercent: z.int().min(0).max(100).default(50),
  /** The number of unpaid orders that one email address or one phone number can have at a time. */
  perCustomer: z.int().nonnegative().default(3),
  /** The same for one network address, which a household or an office shares. */
  perNetwork: z.int().nonnegative().default(10),
});

/** The large picture on the front page, by its key in the media store. */
const homeSettings = z.object({ heroKey: z.string().default(""), heroAlt: z.string().default("") });

/** The parts of an invoice number that identify where it was issued: business premises and billing device. */
const invoiceSettings = z.object({
  premises: z
    .string()
    .regex(/^[0-9A-Za-z]{1,20}$/)
    .default("P1"),
  device: z
    .string()
    .regex(/^[1-9]\d{0,9}$/)
    .default("1"),
  /**
   * When an order is invoiced that is paid on delivery or was confirmed before its payment; all others are invoiced when paid. An
   * order with nothing to pay is invoiced when its first parcel leaves.
   */
  unpaidAt: z.enum(["shipped", "paid"]).default("shipped"),
});

/** A second email notifies staff of a new order above this total, and another of one with at least this many units. */
const notificationSettings = z.object({
  highValueCents: z.int().nonnegative().transform(cents).default(cents(50_000)),
  bulkUnits: z.int().positive().default(20),
});

/** Accounts of staff. */
export const staffSettings = z.object({
  /** Once required, it can be put off for some days, counted from the account's or the setting's last change; then nothing else is possible. */
  secondFactor: z.object({ required: z.boolean().default(false), graceDays: z.int().min(0).max(90).default(7) }).prefault({}),
});

const shopSettings = z.object({
  company: companySettings.prefault({}),
  shipping: shippingSettings.prefault({}),
  vat: vatSettings.prefault({}),
  payments: paymentSettings.prefault({}),
  refunds: refundSettings.prefault({}),
  unpaidOrders: unpaidOrderSettings.prefault({}),
  invoices: invoiceSettings.prefault({}),
  notifications: notificationSettings.prefault({}),
  staff: staffSettings.prefault({}),
  home: homeSettings.prefault({}),
});

export type ShopSettings = z.infer<typeof shopSettings>;

/** The settings of a shop without stored settings. */
export const defaultSettings: ShopSettings = shopSettings.parse({});

/** All settings, with defaults where nothing is stored. Throws ZodError if a stored group is malformed. */
export async function getSettings(db: Executor): Promise<ShopSettings> {
  const rows = await db.select({ key: settings.key, value: settings.value }).from(settings);
  return shopSettings.parse(Object.fromEntries(rows.map((row) => [row.key, row.value])));
}
