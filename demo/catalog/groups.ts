import { imageOf } from "./pictures";
import type { Category, Collection, Picture } from "./types";

/** The six categories, and the curated collections. */

const category = (position: number, slug: string, name: string, description: string): Category => ({
  slug,
  name,
  description,
  parent: null,
  position,
});

export const categories: readonly Category[] = [
  category(1, "tops", "Tops", "T-shirts and shirts in organic cotton and linen, of one fibre or two at most."),
  category(2, "knitwear", "Knitwear", "Jumpers, cardigans and hoodies in wool and brushed cotton."),
  category(3, "trousers-shorts", "Trousers & shorts", "Linen, denim, corduroy and canvas, with pockets deep enough for a hand."),
  category(4, "dresses-skirts", "Dresses & skirts", "Easy shapes with room to walk, nearly all of them with pockets."),
  category(5, "outerwear", "Outerwear", "Overshirts, jackets and coats that go over a jumper."),
  category(6, "accessories", "Accessories", "Hats, scarves, socks, belts and bags, and a few things for the house."),
];

const collection = (position: number, slug: string, name: string, description: string, scene: string, alt: string): Collection => ({
  slug,
  name,
  description,
  position,
  picture: imageOf(scene, alt),
});

export const collections: readonly Collection[] = [
  collection(
    1,
    "the-coast",
    "The coast",
    "For wind, salt and long evenings: light linen, striped cotton, a hat that folds.",
    "coast",
    "A calm sea between low hills, the sun low over the water",
  ),
  collection(
    2,
    "from-the-field",
    "From the field",
    "Linen first. Cloth that is cool in July and softer every summer after.",
    "field",
    "Furrows of a ripe field running to green hills",
  ),
  collection(
    3,
    "the-mountain",
    "The mountain",
    "Wool for cold mornings: jumpers, coats, and what covers hands and ears.",
    "mountain",
    "Mountain ridges one behind the other, firs in front",
  ),
  collection(
    4,
    "the-workshop",
    "The workshop",
    "Canvas, denim and corduroy for people who kneel, carry and fix.",
    "workshop",
    "Dark hills against a warm evening sky",
  ),
];

/** The large picture of the home page. */
export const heroPicture: Picture = imageOf("hero", "Layered hills in earth tones under a pale sun");
