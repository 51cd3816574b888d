import type { Cut } from "../drawing/look";
import { belt, mittens, scarf, socks } from "./accessories";
import { dress, skirt, straightDress } from "./dresses";
import { beanie, cap, hat } from "./headwear";
import { hoodie } from "./hoodie";
import { apron, blanket, pouch, tote } from "./household";
import { cardigan, jumper, poncho, vest } from "./knitwear";
import { shorts, trousers } from "./legs";
import { coat, gilet, jacket } from "./outerwear";
import { shirt } from "./shirts";
import { longTee, polo, tank, tshirt } from "./tees";

/** Every cut that can be drawn. */
export const cuts = {
  tshirt,
  longTee,
  tank,
  polo,
  jumper,
  cardigan,
  vest,
  poncho,
  hoodie,
  shirt,
  trousers,
  shorts,
  dress,
  straightDress,
  skirt,
  coat,
  jacket,
  gilet,
  beanie,
  cap,
  hat,
  scarf,
  mittens,
  socks,
  belt,
  tote,
  pouch,
  blanket,
  apron,
} satisfies Record<string, Cut>;

export type CutName = keyof typeof cuts;
