import { expect, test } from "vitest";
import { trackingUrl } from "./tracking-url";

test.each([
  ["GLS", "12 345 678", "https://gls-group.com/GROUP/en/parcel-tracking/?match=12345678"],
  ["gls Croatia", "1", "https://gls-group.com/GROUP/en/parcel-tracking/?match=1"],
  ["Hrvatska pošta", "LE721249336HR", "https://posiljka.posta.hr/hr/tracking/trackingdata?barcode=LE721249336HR"],
  ["HP", "1", "https://posiljka.posta.hr/hr/tracking/trackingdata?barcode=1"],
  ["DHL Express", "1&x=2", "https://www.dhl.com/global-en/home/tracking.html?tracking-id=1%26x%3D2"],
  ["Overseas Express", "7", "https://is.overseas.hr/tracking/?trackingid=7"],
  ["BoxNow", "7", "https://track.boxnow.hr/en?track=7"],
  ["FedEx", "7", "https://www.fedex.com/fedextrack/?trknbr=7"],
])("links to the page of %s for parcel %s", (carrier, number, url) => {
  expect(trackingUrl(carrier, number)).toBe(url);
});

test.each([
  ["Our own bicycle", "1"],
  ["GLSX", "1"],
  ["GLS", " "],
])("returns null for %s %j", (carrier, number) => {
  expect(trackingUrl(carrier, number)).toBeNull();
});
