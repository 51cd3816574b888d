import type { PaymentTerms } from "./port";

export const cashOnDelivery: PaymentTerms = {
  holdMinutes: null,
  offline: true,
  offers: ({ country, totalCents }, { payments: { cashOnDelivery } }) =>
    cashOnDelivery.countries.includes(country) && totalCents <= cashOnDelivery.maximumCents,
};

export const bankTransfer: PaymentTerms = {
  holdMinutes: 7 * 24 * 60,
  offline: true,
  offers: (_order, { company }) => company.iban !== "",
};
