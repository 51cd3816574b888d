/** Where the browser tests find their shop. E2E_PORT moves it. */
export const TEST_SHOP_PORT = Number(process.env.E2E_PORT ?? "3199");
export const TEST_SHOP = `http://localhost:${TEST_SHOP_PORT}`;
/** Where the running test shop writes its environment, for what works on its database from other processes. */
export const TEST_SHOP_ENVIRONMENT_FILE = ".data/test-shop.json";
/** Its production build, beside the one of a shop that may be running. */
export const TEST_BUILD = ".next-test";
/** Its secrets: CRON_SECRET is what its scheduler shows. */
export const TEST_SHOP_SECRETS = {
  APP_SECRET: "links-and-cookies-of-the-browser-tests",
  CRON_SECRET: "the-browser-tests-run-on-loopback-only",
};
