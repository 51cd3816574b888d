/** A postal address as entered. `country` is ISO 3166-1 alpha-2. */
export type Address = {
  firstName: string;
  lastName: string;
  address: string;
  /** Flat, floor, care of; may be empty. */
  address2: string;
  postalCode: string;
  city: string;
  country: string;
};
