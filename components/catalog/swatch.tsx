/** A dot in the fabric's colour; linen if the colour is unknown. */
export function Swatch({ color }: { color: string | null }) {
  return (
    <i
      className="inline-block size-3.5 flex-none rounded-full inset-ring inset-ring-ink/20"
      style={{ background: color ?? "var(--color-linen-deep)" }}
    />
  );
}
