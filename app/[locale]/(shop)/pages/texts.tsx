import type { ReactNode } from "react";
import type { TextProps } from "./company-details";
import { Accessibility, Delivery, Returns } from "./help-texts";
import { Imprint, Privacy, Terms } from "./legal-texts";

/** Draft texts for the owner to check, filled in from the settings. Titles and descriptions are in the "pages" messages. */
export const shopPages = [
  { slug: "delivery", group: "help", Text: Delivery },
  { slug: "returns", group: "help", Text: Returns },
  { slug: "accessibility", group: "help", Text: Accessibility },
  { slug: "terms", group: "legal", Text: Terms },
  { slug: "privacy", group: "legal", Text: Privacy },
  { slug: "imprint", group: "legal", Text: Imprint },
] as const satisfies readonly { slug: string; group: "help" | "legal"; Text: (props: TextProps) => ReactNode }[];

export type ShopPage = (typeof shopPages)[number];
