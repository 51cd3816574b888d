import { postcodeValidator, postcodeValidatorExistsForCountry } from "postcode-validator";

/** Whether a code has its country's form; true where the form is not known. */
export function isPostalCode(code: string, country: string): boolean {
  return !postcodeValidatorExistsForCountry(country) || postcodeValidator(code, country);
}
