/** What a browser needs to load a provider's script: nothing of it is secret. `scriptUrl` is a stand-in's; null is the real one. */
export type StripeKeys = { publishableKey: string; scriptUrl: string | null };
export type PaypalKeys = { clientId: string; scriptUrl: string | null };

/** Null where the shop has no keys of a provider. */
export type BrowserKeys = { stripe: StripeKeys | null; paypal: PaypalKeys | null };
