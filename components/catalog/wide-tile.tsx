import { Picture } from "@/components/ui/picture";
import type { Collection } from "@/lib/catalog/types";
import { localePath } from "@/lib/core/locale-path";
import type { Locale } from "@/lib/core/locales";
import { translator } from "@/messages/translator";
import { ArrowLink } from "./arrow-link";

/** A collection on its landscape picture, as wide as two cards, between the products of a grid. */
export function WideTile({ collection, locale }: { collection: Collection; locale: Locale }) {
  return (
    <li className="relative col-span-2 min-h-[26rem] overflow-hidden rounded-md bg-linen">
      {collection.picture && (
        <Picture
          picture={collection.picture}
          sizes="(min-width: 900px) 50vw, 95vw"
          className="absolute inset-0 h-full object-cover object-[30%_60%]"
        />
      )}
      <div className="relative grid max-w-sm justify-items-start gap-2 p-5 lg:p-9">
        <h2>{collection.name}</h2>
        <p>{collection.description}</p>
        <ArrowLink href={localePath(locale, `/collections/${collection.slug}`)}>
          {translator(locale, "catalog.list")("collection")}
        </ArrowLink>
      </div>
    </li>
  );
}
