/** The first Tab stop: skips the header and leads to the page's main content. */
export function SkipLink({ label }: { label: string }) {
  return (
    <a
      href="#main"
      className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-ink focus:px-5 focus:py-3 focus:text-paper"
    >
      {label}
    </a>
  );
}
