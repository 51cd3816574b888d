import type { ReactNode } from "react";
import type { ShopSettings } from "@/lib/settings/settings";
import { Accessibility, Delivery, Returns } from "./help-texts";
import { Imprint, Privacy, Terms } from "./legal-texts";

type ShopPage = {
  slug: string;
  title: string;
  description: string;
  group: "help" | "legal";
  Text: (props: { settings: ShopSettings }) => ReactNode;
};

/** First texts for the owner to check; what the owner set stands in them. */
export const shopPages: readonly ShopPage[] = [
  {
    slug: "delivery",
    title: "Delivery",
    description: "Where we deliver, how long it takes and what it costs.",
    group: "help",
    Text: Delivery,
  },
  { slug: "returns", title: "Returns", description: "How to withdraw from a purchase within 14 days.", group: "help", Text: Returns },
  { slug: "accessibility", title: "Accessibility", description: "How this shop is open to everybody.", group: "help", Text: Accessibility },
  { slug: "terms", title: "Terms", description: "The terms of sale.", group: "legal", Text: Terms },
  { slug: "privacy", title: "Privacy", description: "What we keep about you, why and for how long.", group: "legal", Text: Privacy },
  { slug: "imprint", title: "Imprint", description: "Who runs this shop.", group: "legal", Text: Imprint },
];
