import type { Core } from "../base/core";
import type { Route } from "../base/http";
import type { ProviderModule } from "../base/provider-module";
import { errorAnswer, notFound, PayPalApiError } from "./api-error";
import { apiRoutes } from "./api-routes";
import { type Bank, createBank } from "./bank";
import { checkoutRoutes } from "./checkout-routes";
import { controlRoutes } from "./control-routes";
import { createLedger, type Order } from "./ledger";
import { paypalOverview } from "./overview";
import { CERTIFICATES_PATH, signatureHeaders, signingCertificate, WEBHOOK_ID } from "./signature";
import { CLIENT_ID, CLIENT_SECRET, createTokens } from "./tokens";

export type PayPalSandbox = ProviderModule &
  Bank & {
    /** Oldest first. */
    orders(): readonly Order[];
    /** Ends all access tokens early. */
    revokeTokens(): void;
  };

/** @param processingMs how long a pending capture takes to complete by itself; without it, it waits for `settle` */
export function createPayPal(core: Core, processingMs?: number): PayPalSandbox {
  const ledger = createLedger(core);
  const tokens = createTokens();
  const bank = createBank(core, ledger, processingMs);

  const ownRoutes: Route[] = [
    {
      method: "POST",
      path: "/v1/oauth2/token",
      operation: "token.create",
      caller: "shop",
      answer: (request) => tokens.issue(request, core.now()),
    },
    {
      method: "GET",
      path: `${CERTIFICATES_PATH}:id`,
      operation: "certificates.get",
      caller: "shop",
      answer({ id }) {
        const { name, pem } = signingCertificate();
        return id === name ? { status: 200, headers: { "content-type": "application/x-pem-file" }, body: pem } : errorAnswer(notFound());
      },
    },
  ];

  return {
    name: "paypal",
    routes: [...ownRoutes, ...apiRoutes(core, ledger, bank, tokens), ...checkoutRoutes(core, ledger, bank), ...controlRoutes(bank, tokens)],
    notFound: () => errorAnswer(notFound()),
    serverError: () => errorAnswer(new PayPalApiError(500, "INTERNAL_SERVER_ERROR")),
    webhook: {
      path: "/api/webhooks/paypal",
      sign: ({ body }, now) => signatureHeaders(body, core.url(), now),
    },
    overview: (limit) => paypalOverview(ledger.orders.list().slice(-limit)),
    state: () => ({ orders: ledger.orders.list(), usedRequestIds: ledger.usedRequestIds.list() }),
    resume() {
      for (const { capture } of ledger.orders.list()) if (capture?.status === "PENDING") bank.settleLater(capture.id);
    },
    orders: ledger.orders.list,
    revokeTokens: tokens.revoke,
    ...bank,
  };
}

export function paypalEnvironment(url: string): Record<string, string> {
  return {
    PAYPAL_CLIENT_ID: CLIENT_ID,
    PAYPAL_CLIENT_SECRET: CLIENT_SECRET,
    PAYPAL_WEBHOOK_ID: WEBHOOK_ID,
    PAYPAL_BASE_URL: url,
    PAYPAL_JS_URL: `${url}/paypal.js`,
  };
}
