/**
 * The forms of a transfer's payment reference.
 * HR00: the Croatian model without a check digit (FINA, Jedinstveni pregled osnovnih modela).
 * RF: the ISO 11649 creditor reference, check digits by ISO 7064 MOD 97-10.
 */
export function paymentReferenceForms(paymentReference: number): { hr00: string; rf: string } {
  const digits = String(paymentReference);
  // "RF00" in digits is 271500; with the right check digits the whole number modulo 97 is 1.
  const check = 98n - (BigInt(`${digits}271500`) % 97n);
  return { hr00: `HR00 ${digits}`, rf: `RF${String(check).padStart(2, "0")}${digits}` };
}
