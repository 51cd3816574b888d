import type { ICUArgs, ICUTags, NamespaceKeys, NestedKeyOf, NestedValueOf } from "use-intl/core";
import type { Locale } from "@/lib/core/locales";
import type { en } from "./en/messages";

export type English = typeof en;

type Texts<T> = { readonly [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };

/** The messages of any language, with the keys of the English ones. */
export type Messages = Texts<English>;

type ArgumentsOf<Text extends string> = keyof (ICUArgs<Text, { ICUArgument: string; ICUNumberArgument: number; ICUDateArgument: Date }> &
  ICUTags<Text, true>);

/** `never` for each key that English does not have, and for each text whose arguments or tags differ from the English ones. */
export type Matching<T, E = English> = {
  [K in keyof T]: K extends keyof E
    ? T[K] extends string
      ? E[K] extends string
        ? [ArgumentsOf<T[K]>, ArgumentsOf<E[K]>] extends [ArgumentsOf<E[K]>, ArgumentsOf<T[K]>]
          ? T[K]
          : never
        : never
      : Matching<T[K], E[K]>
    : never;
};

/** A part of the messages: a room such as "cart", or one component of it such as "cart.line". */
export type Room = NamespaceKeys<English, NestedKeyOf<English>>;

/** One room in one language. Plain data: a server component may pass it to a client component. */
export type Words<R extends Room> = { locale: Locale; room: R; messages: Texts<NestedValueOf<English, R>> };
