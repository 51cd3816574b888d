/** The shop's name on its pages. The company's name is a setting. */
export const SHOP_NAME = "Earthman";
