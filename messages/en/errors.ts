/** Error pages: for a page that failed or doesn't exist. */
export const errors = {
  broken: {
    title: "Something went wrong on our side",
    text: "Nothing you did is lost. Please try again in a moment.",
    ordering:
      "If you were placing an order or paying, please check our emails before you try again. Any order or payment that went through is safe.",
    retry: "Try again",
  },
  /** While the database is out of reach. */
  unavailable: {
    title: "We’ll be right back",
    text: "The shop is busy or briefly unavailable. Your cart and your orders are safe. Please try again in a few seconds.",
    retry: "Try again",
  },
  tooMany: {
    title: "That was a lot at once",
    text: "Please wait {seconds, plural, one {# second} other {# seconds}}, then reload this page.",
  },
  missing: {
    title: "We can’t find that page",
    text: "The address may be misspelt, or the page has moved.",
    product: "The address may be misspelt, or we no longer sell this product. Search finds everything we have.",
    home: "Go to the homepage",
  },
} as const;
