import Link from "next/link";

export type Crumb = { name: string; href: string };

/** The path from the home page; the last entry is the page itself. */
export function Breadcrumbs({ trail, here, label }: { trail: readonly Crumb[]; here: string; label: string }) {
  return (
    <nav aria-label={label}>
      <ol className="flex flex-wrap items-center gap-x-2 py-1 text-xs text-stone lg:py-2">
        {trail.map((crumb) => (
          <li key={crumb.href} className="flex items-center gap-2 after:content-['/']">
            <Link href={crumb.href} className="touch hover:text-ink hover:underline">
              {crumb.name}
            </Link>
          </li>
        ))}
        <li aria-current="page">{here}</li>
      </ol>
    </nav>
  );
}
