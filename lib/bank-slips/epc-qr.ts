import { type Cents, cents } from "@/lib/core/money";

export type CreditTransfer = {
  /** The creditor's name, at most 70 characters. */
  name: string;
  iban: string;
  /** Optional within the EEA since version 002. */
  bic?: string;
  amountCents: Cents;
  /** ISO 11649: `RF`, two check digits, up to 21 letters and digits. */
  reference: string;
};

const MIN_AMOUNT = cents(1);
const MAX_AMOUNT = cents(999_999_999_99);
const MAX_BYTES = 331;

/**
 * The text of a SEPA credit transfer QR code (EPC069-12): version 002, UTF-8, structured reference, to be drawn with error
 * correction level M. Throws RangeError for values that the standard can't encode.
 */
export function epcQrPayload(transfer: CreditTransfer): string {
  const iban = transfer.iban.replaceAll(" ", "").toUpperCase();
  const reference = transfer.reference.replaceAll(" ", "").toUpperCase();
  const name = transfer.name.trim();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban) || !hasValidCheckDigits(iban)) throw new RangeError(`not an IBAN: ${iban}`);
  if (!/^RF\d{2}[A-Z0-9]{1,21}$/.test(reference) || !hasValidCheckDigits(reference)) {
    throw new RangeError(`not a creditor reference: ${reference}`);
  }
  if (name === "" || [...name].length > 70 || /\p{Cc}/u.test(name)) throw new RangeError("a creditor's name has 1 to 70 characters");
  if (transfer.bic !== undefined && !/^[A-Z0-9]{8}([A-Z0-9]{3})?$/.test(transfer.bic)) throw new RangeError(`not a BIC: ${transfer.bic}`);
  if (transfer.amountCents < MIN_AMOUNT || transfer.amountCents > MAX_AMOUNT) throw new RangeError("amounts go from 0.01 to 999999999.99");
  const payload = [
    "BCD",
    "002",
    "1", // UTF-8
    "SCT",
    transfer.bic ?? "",
    name,
    iban,
    `EUR${(transfer.amountCents / 100).toFixed(2)}`,
    "", // purpose code
    reference,
  ].join("\n");
  if (new TextEncoder().encode(payload).length > MAX_BYTES) throw new RangeError(`longer than ${MAX_BYTES} bytes`);
  return payload;
}

/** Checks ISO 7064 MOD 97-10, which IBAN (ISO 13616) and creditor reference (ISO 11649) use. */
function hasValidCheckDigits(value: string): boolean {
  const digits = `${value.slice(4)}${value.slice(0, 4)}`.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return BigInt(digits) % 97n === 1n;
}
