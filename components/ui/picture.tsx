export type PictureSource = { key: string; width: number; height: number; blur: string; alt: string };

/**
 * A stored picture in AVIF and WebP at its full and half width, over its own blur, so the layout doesn't shift when it
 * loads. `sizes` as in HTML; `priority` for the one large picture above the fold.
 */
export function Picture({
  picture,
  sizes,
  priority = false,
  className = "",
}: {
  picture: PictureSource;
  sizes: string;
  priority?: boolean;
  className?: string;
}) {
  const { key, width, height, blur, alt } = picture;
  const half = Math.round(width / 2);
  const sources = (format: string) => `/media/${key}-${half}.${format} ${half}w, /media/${key}-${width}.${format} ${width}w`;
  return (
    <picture className="contents">
      <source type="image/avif" srcSet={sources("avif")} sizes={sizes} />
      <source type="image/webp" srcSet={sources("webp")} sizes={sizes} />
      <img
        src={`/media/${key}-${width}.webp`}
        width={width}
        height={height}
        alt={alt}
        loading={priority ? "eager" : "lazy"}
        fetchPriority={priority ? "high" : "auto"}
        decoding="async"
        className={`h-auto w-full bg-linen bg-cover ${className}`}
        style={{ backgroundImage: `url("${blur}")` }}
      />
    </picture>
  );
}
