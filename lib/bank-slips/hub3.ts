import type { Cents } from "@/lib/core/money";

type Party = {
  name: string;
  /** Street and number. */
  address: string;
  postalCode: string;
  city: string;
};

export type Hub3Transfer = {
  payer: Party;
  payee: Party;
  iban: string;
  amountCents: Cents;
  /** Model and number: `HR00 10000000001`. */
  reference: string;
  description: string;
};

/** The characters that the standard allows. */
const KNOWN = /^[0-9A-Za-zČĆĐŠŽčćđšž ,.:\-+?'/()]$/;
/** ISO 20022: purchase and sale of goods. */
const PURPOSE = "GDDS";

/**
 * The text of the 2D code of a Croatian payment order (Hrvatska udruga banaka, "Format zapisa PDF417 2D bar-koda prema
 * HUB3 standardu" and its edition for the euro): fourteen fields of limited length, separated by line feeds, in UTF-8, to
 * be drawn as PDF417 with nine columns and error correction level 4. A letter that the standard doesn't allow loses its
 * accent or is replaced by a space, as banks accept Croatian letters only and the payer's part is only displayed.
 */
export function hub3Payload({ payer, payee, iban, amountCents, reference, description }: Hub3Transfer): string {
  const [model = "", number = ""] = reference.split(" ");
  const account = iban.replaceAll(" ", "").toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,17}$/.test(account)) throw new RangeError(`not an IBAN of at most 21 characters: ${iban}`);
  if (!/^HR\d{2}$/.test(model) || !/^[0-9-]{1,22}$/.test(number)) throw new RangeError(`not a Croatian reference: ${reference}`);
  if (amountCents < 1 || amountCents > 999_999_999_999_999) throw new RangeError("amounts have one to fifteen digits");
  return [
    "HRVHUB30",
    "EUR",
    String(amountCents).padStart(15, "0"),
    field(payer.name, 30),
    field(payer.address, 27),
    field(`${payer.postalCode} ${payer.city}`, 27),
    field(payee.name, 25),
    field(payee.address, 25),
    field(`${payee.postalCode} ${payee.city}`, 27),
    account,
    model,
    number,
    PURPOSE,
    field(description, 35),
  ].join("\n");
}

function field(text: string, length: number): string {
  const known = Array.from(text.normalize("NFC"), (letter) => (KNOWN.test(letter) ? letter : withoutAccent(letter)));
  return known.join("").replace(/ +/g, " ").trim().slice(0, length).trim();
}

function withoutAccent(letter: string): string {
  return Array.from(letter.normalize("NFD")).find((part) => KNOWN.test(part)) ?? " ";
}
