/** The layout of the pages rendered per request: checkout, orders, tracking, withdrawal. */
export const secure = {
  back: "Back<wide>\u00a0to the shop</wide>",
  encrypted: "Encrypted",
  footer: {
    terms: "Terms",
    privacy: "Privacy",
    returns: "Returns",
    track: "Track your order",
    withdraw: "Withdraw from contract here",
  },
} as const;
