import { cart } from "./cart";
import { catalog } from "./catalog";
import { checkout } from "./checkout";
import { common } from "./common";
import { errors } from "./errors";
import { invoice } from "./invoice";
import { mail } from "./mail";
import { order } from "./order";
import { pages } from "./pages";
import { payment } from "./payment";
import { secure } from "./secure";
import { shop } from "./shop";
import { staffMail } from "./staff-mail";
import { track } from "./track";
import { withdraw } from "./withdraw";

/** The English messages, which determine the keys and arguments of every other language. */
export const en = {
  cart,
  catalog,
  checkout,
  common,
  errors,
  invoice,
  mail,
  order,
  pages,
  payment,
  secure,
  shop,
  staffMail,
  track,
  withdraw,
} as const;
