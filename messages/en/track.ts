/** Asking for a link to an order. */
export const track = {
  title: "Track your order",
  intro: "We’ll email you a link to your order. Its reference is in our emails to you and looks like ORD-7K2M9QX4TB.",
  reference: "Order reference",
  email: "Email",
  submit: "Track order",
  accepted: "If the details match, we’ve emailed you a link. It arrives within a minute and works for {minutes, number} minutes.",
  malformed: "Enter an email address, such as name@example.com.",
} as const;
