import { cart } from "./cart";
import { checkout } from "./checkout";
import { common } from "./common";
import { errors } from "./errors";
import { invoice } from "./invoice";
import { mail } from "./mail";
import { order } from "./order";
import { payment } from "./payment";
import { secure } from "./secure";
import { shop } from "./shop";
import { track } from "./track";
import { withdraw } from "./withdraw";

/** English, which says what every other language has to say. */
export const en = { cart, checkout, common, errors, invoice, mail, order, payment, secure, shop, track, withdraw } as const;
