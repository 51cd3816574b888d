/** The tags by which the cached catalogue is stored and purged. */
export const tags = {
  /** Everything that is cached. */
  root: "catalogue",
  /** Every list of products: home, categories, collections, search. */
  listings: "listings",
  product: (slug: string) => `product:${slug}`,
  /** Names, order and pictures of categories and collections. */
  navigation: "navigation",
  /** The owner's settings: company, delivery, tax. */
  settings: "settings",
} as const;
