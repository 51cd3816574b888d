/** The address of the browser tests' shop. E2E_PORT changes its port. */
export const TEST_SHOP_PORT = Number(process.env.E2E_PORT ?? "3199");
export const TEST_SHOP = `http://localhost:${TEST_SHOP_PORT}`;
/** The running test shop writes its environment here, for other processes that work on its database. */
export const TEST_SHOP_ENVIRONMENT_FILE = ".data/test-shop.json";
/** Its production build, separate from that of a shop that may be running. */
export const TEST_BUILD = ".next-test";
/** Its secrets; its scheduler sends CRON_SECRET. */
export const TEST_SHOP_SECRETS = {
  APP_SECRET: "links-and-cookies-of-the-browser-tests",
  CRON_SECRET: "the-browser-tests-run-on-loopback-only",
};
