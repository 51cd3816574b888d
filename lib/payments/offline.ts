import type { PaymentProvider } from "./provider";

/** Nothing is open at a bank or with a courier that could be ended. */
const cancel = async () => "cancelled" as const;

export const cashOnDelivery: PaymentProvider = {
  method: "cash_on_delivery",
  holdMinutes: null,
  offline: true,
  offers: ({ country, totalCents }, { payments: { cashOnDelivery } }) =>
    cashOnDelivery.countries.includes(country) && totalCents <= cashOnDelivery.maximumCents,
  cancel,
};

export const bankTransfer: PaymentProvider = {
  method: "bank_transfer",
  holdMinutes: 7 * 24 * 60,
  offline: true,
  offers: (_order, { company }) => company.iban !== "",
  cancel,
};
