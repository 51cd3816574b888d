import { createHash, randomUUID, sign } from "node:crypto";
import { crc32 } from "node:zlib";
import { createCertificate, type SigningCertificate } from "./certificate";

export const WEBHOOK_ID = "SANDBOXWEBHOOK";
export const CERTIFICATES_PATH = "/v1/notifications/certs/";

let made: (SigningCertificate & { name: string }) | undefined;

/** One certificate for each process, made at first use. Its address contains its hash, because the shop caches certificates by address. */
export function signingCertificate(): SigningCertificate & { name: string } {
  if (made === undefined) {
    const certificate = createCertificate("PayPal stand-in");
    made = { ...certificate, name: `CERT-${createHash("sha256").update(certificate.pem).digest("hex").slice(0, 24)}` };
  }
  return made;
}

/** The signature headers of a body sent now: https://developer.paypal.com/api/rest/webhooks/rest/#link-verifymessage */
export function signatureHeaders(body: string, sandboxUrl: string, now: Date): Record<string, string> {
  const { name, privateKey } = signingCertificate();
  const id = randomUUID();
  const time = `${now.toISOString().slice(0, 19)}Z`;
  const message = `${id}|${time}|${WEBHOOK_ID}|${crc32(body)}`;
  return {
    "paypal-transmission-id": id,
    "paypal-transmission-time": time,
    "paypal-transmission-sig": sign("sha256", Buffer.from(message), privateKey).toString("base64"),
    "paypal-cert-url": `${sandboxUrl}${CERTIFICATES_PATH}${name}`,
    "paypal-auth-algo": "SHA256withRSA",
    "paypal-auth-version": "v2",
  };
}
