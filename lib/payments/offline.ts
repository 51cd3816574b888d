import { TRANSFER_HOLD_DAYS } from "./hold-days";
import type { OfflineTerms } from "./port/payment-terms";

export const cashOnDelivery: OfflineTerms = {
  kind: "on_delivery",
  source: "cash",
  holdMinutes: null,
  offers: ({ country, totalCents }, { payments: { cashOnDelivery } }) =>
    cashOnDelivery.countries.includes(country) && totalCents <= cashOnDelivery.maximumCents,
  missing: (_environment, { payments: { cashOnDelivery } }) => ({
    variables: [],
    settings: cashOnDelivery.countries.length > 0 ? [] : ["payments.cashOnDelivery.countries"],
  }),
};

export const bankTransfer: OfflineTerms = {
  kind: "transfer",
  source: "bank",
  holdMinutes: TRANSFER_HOLD_DAYS * 24 * 60,
  offers: () => true,
  missing: (_environment, { company }) => ({ variables: [], settings: company.iban ? [] : ["company.iban"] }),
};
