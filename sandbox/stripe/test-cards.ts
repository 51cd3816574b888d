type TestCard = {
  number: string;
  brand: "visa" | "mastercard";
  /** For the list in the card form. */
  title: string;
  /** The bank asks for 3-D Secure first. */
  authentication?: true;
  /** `process`: the payment is delayed. */
  result: "approve" | "process" | { decline: string; message: string };
  /** The outcome of its refunds, after a delay. */
  refunds?: "succeed_late" | "fail_late";
  /** Its holder disputes every payment at once. */
  disputes?: true;
};

const DECLINED = { decline: "generic_decline", message: "Your card was declined." };

/** Known numbers from https://docs.stripe.com/testing, and one of our own for delayed payments. */
export const TEST_CARDS = [
  { number: "4242424242424242", brand: "visa", title: "Pays", result: "approve" },
  { number: "5555555555554444", brand: "mastercard", title: "Pays", result: "approve" },
  { number: "4000000000000002", brand: "visa", title: "Is declined", result: DECLINED },
  {
    number: "4000000000009995",
    brand: "visa",
    title: "Has insufficient funds",
    result: { decline: "insufficient_funds", message: "Your card has insufficient funds." },
  },
  { number: "4000002500003155", brand: "visa", title: "Asks for 3-D Secure, then pays", authentication: true, result: "approve" },
  { number: "4000008400001629", brand: "visa", title: "Asks for 3-D Secure, then is declined", authentication: true, result: DECLINED },
  { number: "4000009999990008", brand: "visa", title: "Pays after a delay", result: "process" },
  { number: "4000000000007726", brand: "visa", title: "Pays; refunds take their time", result: "approve", refunds: "succeed_late" },
  { number: "4000000000005126", brand: "visa", title: "Pays; refunds fail later", result: "approve", refunds: "fail_late" },
  { number: "4000000000000259", brand: "visa", title: "Pays, then disputes", result: "approve", disputes: true },
] as const satisfies readonly TestCard[];

export type CardNumber = (typeof TEST_CARDS)[number]["number"];

export function findTestCard(number: string): (TestCard & { number: CardNumber }) | undefined {
  return TEST_CARDS.find((card) => card.number === number);
}
