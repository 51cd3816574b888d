import { PATIENCE } from "@/components/cart/cart-words";
import type { Kind, Problem } from "./draft";

export const KIND_WORDS: Record<Kind, { title: string; opening: string; choose: string; review: string; confirm: string; done: string }> = {
  withdrawal: {
    title: "Withdraw from contract",
    opening:
      "You can withdraw from your purchase from the day you order until 14 days after the last parcel has arrived, without giving a reason. You need no account.",
    choose: "From what do you withdraw?",
    review: "You withdraw from the contract for these pieces. Please check them once more.",
    confirm: "Confirm withdrawal",
    done: "You have withdrawn.",
  },
  return: {
    title: "Return something",
    opening: "Something is damaged, wrong, or doesn’t fit? Tell us which order it is, and what happened. You need no account.",
    choose: "What do you send back?",
    review: "You ask to return these pieces. Please check them once more.",
    confirm: "Confirm return",
    done: "We have your request.",
  },
};

/** What is wrong beside a field, or with the whole of it. */
export const PROBLEM_WORDS: Record<Problem, string> = {
  name: "Please tell us your name.",
  email: "Please check the email. It should look like name@example.com.",
  unknown_order: "We find no order of this reference and email. Both are in the mail that confirmed it.",
  rate_limited: PATIENCE,
  reason: "Please tell us in a few words what is wrong.",
  too_late: "This order’s time is over, or it was cancelled. Write to us: for what is faulty you have two years.",
  nothing_chosen: "Please choose at least one piece.",
  more_than_left: "There are not that many of it left to send back. Please choose again.",
  not_returnable: "One of these pieces can’t be withdrawn from. Please leave it out.",
};
