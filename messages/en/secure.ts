/** The frame of the pages made for their request: checkout, orders, tracking, withdrawal. */
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
  error: {
    title: "Something went wrong on our side",
    text: "If you were placing an order or paying, please check our emails before you try again. Any order or payment that went through is safe.",
    retry: "Try again",
  },
} as const;
