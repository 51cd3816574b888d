import { postcodeValidator, postcodeValidatorExistsForCountry } from "postcode-validator";

/** Whether a code has the format of its country; true where the format is not known. */
export function isPostalCode(code: string, country: string): boolean {
  return !postcodeValidatorExistsForCountry(country) || postcodeValidator(code, country);
}
