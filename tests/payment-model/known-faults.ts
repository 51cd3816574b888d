import { Violation } from "./violation";

/** Faults of the shop that are being mended. A sequence that meets one ends there and is counted; each mended one leaves this list. */
const KNOWN: Record<string, RegExp> = {};

/** Names the known fault that an error shows; undefined for any other error. */
export function knownFault(error: unknown): string | undefined {
  if (!(error instanceof Violation)) return undefined;
  return Object.entries(KNOWN).find(([, pattern]) => pattern.test(error.message))?.[0];
}
