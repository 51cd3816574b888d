import { hash, verify } from "@node-rs/argon2";

/** The package's own choice is Argon2id. OWASP's first choice of parameters: https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Of nobody's password: checking against it takes as long as checking a real one. */
const NOBODYS = "$argon2id$v=19$m=19456,t=2,p=1$ZWFydGhtYW5lYXJ0aG1hbg$3qVJ3oq3cE4sgx2lnvlrC5r6VJt5yv3wVjP4l0ZbO8I";

/** Hashes with Argon2id, in PHC format. Takes about 20 ms and 19 MiB outside the event loop. */
export async function hashPassword(password: string): Promise<string> {
  return await hash(password.normalize("NFKC"), ARGON2);
}

/** Compares a password with a stored hash, and takes the same time if there is none: the time doesn't reveal whether an account exists. */
export async function isPassword(password: string, stored: string | undefined): Promise<boolean> {
  const matches = await verify(stored ?? NOBODYS, password.normalize("NFKC"));
  return stored !== undefined && matches;
}
