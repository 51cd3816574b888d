import { postcodeValidator, postcodeValidatorExistsForCountry } from "postcode-validator";

/** Returns whether a code has its country's format (ISO 3166-1 alpha-2); true if the format is not known. */
export function isPostalCode(code: string, country: string): boolean {
  return !postcodeValidatorExistsForCountry(country) || postcodeValidator(code, country);
}
