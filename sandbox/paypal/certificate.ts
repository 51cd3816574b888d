import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";

export type SigningCertificate = { pem: string; privateKey: KeyObject };

/**
 * A self-signed X.509 certificate (RFC 5280, version 3) with its own RSA key, encoded here because Node can only read certificates.
 * Valid from the first day of 2020 to the last of 2049, as later times need another format.
 */
export function createCertificate(commonName: string): SigningCertificate {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const name = sequence(der(SET, sequence(COMMON_NAME, der(UTF8_STRING, Buffer.from(commonName)))));
  const validity = sequence(utcTime("200101000000Z"), utcTime("491231235959Z"));
  const version = der(VERSION, der(INTEGER, Buffer.from([2])));
  const serialNumber = der(INTEGER, Buffer.from([1]));
  const key = publicKey.export({ type: "spki", format: "der" });
  const content = sequence(version, serialNumber, SHA256_WITH_RSA, name, validity, name, key);
  const signature = der(BIT_STRING, Buffer.from([0]), sign("sha256", content, privateKey));
  const lines = sequence(content, SHA256_WITH_RSA, signature)
    .toString("base64")
    .match(/.{1,64}/g);
  const pem = ["-----BEGIN CERTIFICATE-----", ...(lines ?? []), "-----END CERTIFICATE-----", ""].join("\n");
  return { pem, privateKey };
}

// DER (X.690): a tag, a length, the content.
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const UTF8_STRING = 0x0c;
const UTC_TIME = 0x17;
const SEQUENCE = 0x30;
const SET = 0x31;
const VERSION = 0xa0;

/** id-at-commonName, 2.5.4.3 */
const COMMON_NAME = Buffer.from("0603550403", "hex");
/** sha256WithRSAEncryption, 1.2.840.113549.1.1.11, and its empty parameters */
const SHA256_WITH_RSA = Buffer.from("300d06092a864886f70d01010b0500", "hex");

function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
}

function sequence(...parts: readonly Uint8Array[]): Buffer {
  return der(SEQUENCE, ...parts);
}

function utcTime(text: string): Buffer {
  return der(UTC_TIME, Buffer.from(text));
}

/** One byte up to 127; above, the number of bytes comes first. */
function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  if (length < 0x100) return Buffer.from([0x81, length]);
  return Buffer.from([0x82, length >> 8, length & 0xff]);
}
