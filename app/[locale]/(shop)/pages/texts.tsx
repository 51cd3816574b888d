import type { ReactNode } from "react";
import type { TextProps } from "./company-details";
import { Accessibility, Delivery, Returns } from "./help-texts";
import { Imprint, Privacy, Terms } from "./legal-texts";

/** First texts for the owner to check, with what the owner set filled in. Titles and descriptions are messages of the room "pages". */
export const shopPages = [
  { slug: "delivery", group: "help", Text: Delivery },
  { slug: "returns", group: "help", Text: Returns },
  { slug: "accessibility", group: "help", Text: Accessibility },
  { slug: "terms", group: "legal", Text: Terms },
  { slug: "privacy", group: "legal", Text: Privacy },
  { slug: "imprint", group: "legal", Text: Imprint },
] as const satisfies readonly { slug: string; group: "help" | "legal"; Text: (props: TextProps) => ReactNode }[];

export type ShopPage = (typeof shopPages)[number];
