/**
 * The demo shop's settings, one row each. The IBAN is the one in Croatian banks' examples; VAT id and address stand in for
 * the owner's.
 */
export const demoSettings = {
  company: {
    name: "Earthman d.o.o.",
    address: "Ilica 1",
    postalCode: "10000",
    city: "Zagreb",
    country: "HR",
    email: "hello@earthman.example",
    phone: "+385 1 000 0000",
    vatId: "HR00000000000",
    register: "Demonstration shop, not entered in a register",
    iban: "HR1210010051863000160",
    bic: "NBHRHR2D",
  },
} as const;
