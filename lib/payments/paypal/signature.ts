import { verify, X509Certificate } from "node:crypto";
import { crc32 } from "node:zlib";
import { z } from "zod";
import { boundedFetch } from "@/lib/core/bounded-fetch";
import { isLoopback } from "@/lib/core/env";
import { BadSignature, ProviderUnreachable } from "@/lib/payments/port/online-provider";

/**
 * PayPal retries an event for three days and doesn't document whether a retry has a new time. The inbox applies each event
 * once, so this only limits how long an old one can be replayed.
 */
const TOLERANCE_MS = 4 * 24 * 60 * 60 * 1000;
const TIMEOUT_MS = 10_000;
const MAX_CERTIFICATE_BYTES = 65_536;
const MAX_CERTIFICATES = 8;

const CERTIFICATE_PATH = /^\/v1\/notifications\/certs\/[\w-]{1,100}$/;

const headersSchema = z.object({
  "paypal-transmission-id": z.string(),
  "paypal-transmission-time": z.string(),
  "paypal-transmission-sig": z.string(),
  "paypal-cert-url": z.string(),
  "paypal-auth-algo": z.string(),
});

export type SignatureCheck = (body: string, headers: Readonly<Record<string, string>>, now: Date) => Promise<void>;

/**
 * Verifies webhooks offline as PayPal documents it: `transmission id|transmission time|webhook id|CRC32 of the raw body`
 * (decimal), signed SHA256withRSA with the certificate that a header names. The certificate is trusted because it is fetched
 * over TLS from PayPal's own host; with a loopback `baseUrl` it is fetched from the stand-in there.
 */
export function createSignatureCheck(baseUrl: string, webhookId: string): SignatureCheck {
  const origins = certificateOrigins(baseUrl);
  const standIn = isLoopback(baseUrl);
  const certificates = new Map<string, X509Certificate>();

  async function getCertificate(address: string): Promise<X509Certificate> {
    const known = certificates.get(address);
    if (known) return known;
    const certificate = await fetchCertificate(address);
    const [oldest] = certificates.keys();
    if (oldest !== undefined && certificates.size >= MAX_CERTIFICATES) certificates.delete(oldest);
    certificates.set(address, certificate);
    return certificate;
  }

  return async (body, headers, now) => {
    const given = headersSchema.safeParse(headers);
    if (!given.success) throw new BadSignature("missing");
    const { "paypal-transmission-id": id, "paypal-transmission-time": time, "paypal-transmission-sig": signature } = given.data;
    const sentAt = Date.parse(time);
    if (given.data["paypal-auth-algo"] !== "SHA256withRSA" || Number.isNaN(sentAt)) throw new BadSignature("malformed");
    if (now.getTime() - sentAt > TOLERANCE_MS) throw new BadSignature("too_old");

    const address = given.data["paypal-cert-url"];
    if (!isCertificateAddress(address, origins)) throw new BadSignature("certificate");
    const certificate = await getCertificate(address);
    if (!isValidAt(certificate, now) || !(standIn || isPayPalSigner(certificate))) throw new BadSignature("certificate");

    const message = Buffer.from(`${id}|${time}|${webhookId}|${crc32(body)}`);
    if (!verify("sha256", message, certificate.publicKey, Buffer.from(signature, "base64"))) throw new BadSignature("wrong");
  };
}

function isValidAt(certificate: X509Certificate, now: Date): boolean {
  return new Date(certificate.validFrom) <= now && now <= new Date(certificate.validTo);
}

/** Returns whether a certificate belongs to the signer that PayPal's own SDKs expect, live or in PayPal's sandbox. */
export function isPayPalSigner({ subject }: X509Certificate): boolean {
  return /^CN=messageverificationcerts(\.sandbox)?\.paypal\.com$/m.test(subject);
}

function certificateOrigins(baseUrl: string): readonly string[] {
  const { origin, hostname } = new URL(baseUrl);
  if (isLoopback(baseUrl)) return [origin];
  const domain = hostname.endsWith(".sandbox.paypal.com") ? "sandbox.paypal.com" : "paypal.com";
  return [`https://api.${domain}`, `https://api-m.${domain}`];
}

function isCertificateAddress(address: string, origins: readonly string[]): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  // A user name, query or fragment would make the two texts differ.
  return origins.includes(url.origin) && CERTIFICATE_PATH.test(url.pathname) && address === `${url.origin}${url.pathname}`;
}

async function fetchCertificate(address: string): Promise<X509Certificate> {
  const { status, text } = await fetchText(address);
  if (status >= 500 || status === 429) throw new ProviderUnreachable(`PayPal answered ${status} for its certificate`);
  if (status !== 200) throw new BadSignature("certificate");
  try {
    const certificate = new X509Certificate(text);
    if (certificate.publicKey.asymmetricKeyType === "rsa") return certificate;
  } catch {
    // Text that is not a certificate is rejected below, like a certificate of another kind.
  }
  throw new BadSignature("certificate");
}

async function fetchText(address: string): Promise<{ status: number; text: string }> {
  try {
    const response = await boundedFetch(MAX_CERTIFICATE_BYTES)(address, {
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    throw new ProviderUnreachable("PayPal did not answer for its certificate", { cause: error });
  }
}
