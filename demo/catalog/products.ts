import { accessories } from "./accessories";
import { dressesAndSkirts } from "./dresses-skirts";
import { knitwear } from "./knitwear";
import { outerwear } from "./outerwear";
import { tops } from "./tops";
import { trousersAndShorts } from "./trousers-shorts";
import type { Product } from "./types";

/** Every product of the demo shop. Lists show the newest first, by `publishedAt`. */
export const products: readonly Product[] = [...tops, ...knitwear, ...trousersAndShorts, ...dressesAndSkirts, ...outerwear, ...accessories];
