/** A violated invariant of the shop; several are separated by newlines. */
export class Violation extends Error {
  override name = "Violation";
}
