/** The tracking pages of the carriers that serve most of our customers; `%` is replaced by the parcel's number. */
const PAGES: readonly { carrier: RegExp; page: string }[] = [
  { carrier: /^gls\b/, page: "https://gls-group.com/GROUP/en/parcel-tracking/?match=%" },
  { carrier: /^dpd\b/, page: "https://tracking.dpd.de/status/en_US/parcel/%" },
  { carrier: /^dhl\b/, page: "https://www.dhl.com/global-en/home/tracking.html?tracking-id=%" },
  { carrier: /^(hp|hrvatska po[sš]ta|croatian post)\b/, page: "https://posiljka.posta.hr/hr/tracking/trackingdata?barcode=%" },
  { carrier: /^overseas\b/, page: "https://is.overseas.hr/tracking/?trackingid=%" },
  { carrier: /^box ?now\b/, page: "https://track.boxnow.hr/en?track=%" },
  { carrier: /^ups\b/, page: "https://www.ups.com/track?tracknum=%" },
  { carrier: /^fed ?ex\b/, page: "https://www.fedex.com/fedextrack/?trknbr=%" },
];

/** The carrier's tracking page for a parcel; null if none is known for this carrier, or the parcel has no number. */
export function trackingUrl(carrier: string, trackingNumber: string): string | null {
  const name = carrier.trim().toLowerCase();
  const number = trackingNumber.replaceAll(/\s/g, "");
  const page = PAGES.find((one) => one.carrier.test(name))?.page;
  return page && number ? page.replace("%", encodeURIComponent(number)) : null;
}
