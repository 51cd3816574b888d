export type Card = { number: string; expMonth: number; expYear: number; securityCode: string };
export type CardProblem = { field: "number" | "expiry" | "securityCode"; code: string; message: string };

/** The typed card, or the first problem with it. */
export function parseCard(typed: { number: string; expiry: string; securityCode: string }, now: Date): Card | CardProblem {
  const number = typed.number.replace(/\D/g, "");
  if (number.length < 16) return { field: "number", code: "incomplete_number", message: "Your card number is incomplete." };
  if (!isLuhn(number)) return { field: "number", code: "invalid_number", message: "Your card number is invalid." };
  const [, month = "", year = ""] = /^(\d\d)\s*\/?\s*(\d\d)$/.exec(typed.expiry.trim()) ?? [];
  const [expMonth, expYear] = [Number(month), 2000 + Number(year)];
  if (expMonth < 1 || expMonth > 12) {
    return { field: "expiry", code: "incomplete_expiry", message: "Your card's expiry date is incomplete." };
  }
  if (new Date(expYear, expMonth) <= now) {
    return { field: "expiry", code: "invalid_expiry_year_past", message: "Your card's expiry date is in the past." };
  }
  if (!/^\d{3,4}$/.test(typed.securityCode)) {
    return { field: "securityCode", code: "incomplete_cvc", message: "Your card's security code is incomplete." };
  }
  return { number, expMonth, expYear, securityCode: typed.securityCode };
}

/** The check digit of card numbers (ISO/IEC 7812). */
function isLuhn(number: string): boolean {
  const sum = [...number].toReversed().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
