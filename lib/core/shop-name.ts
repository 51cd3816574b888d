/** What the shop is called on its pages. The company behind it is a setting. */
export const SHOP_NAME = "Earthman";
