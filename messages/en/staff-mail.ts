/** Emails to staff, which are in English in every shop: another language repeats them. */
export const staffMail = {
  customer: { title: "Customer", name: "Name", address: "Address", city: "City", email: "Email", phone: "Phone" },
  wrote: "The customer wrote: {note}",
  newOrder: { subject: "New order {reference}, {total}", title: "New order.", text: "{total}, {method}." },
  highValue: {
    subject: "High value: order {reference}, {total}",
    title: "High-value order.",
    text: "{total}, {method}: over {over}. You may want to check it before it ships.",
  },
  bulkOrder: {
    subject: "Bulk order {reference}, {count, plural, one {# item} other {# items}}",
    title: "Bulk order: {count, plural, one {# item} other {# items}}.",
    text: "{total}, {method}. Please check that everything can ship together.",
  },
  cancelled: {
    subject: "Cancelled by the customer: order {reference}",
    title: "The customer cancelled.",
    text: "{total}, {method}. Please don’t pack or send it: its items are on sale again, and what was paid is refunded.",
  },
  paymentFailed: {
    subject: "Failed payment: order {reference}",
    preview: "Order {reference} isn’t paid.",
    title: "A payment failed.",
    text: "We haven’t received {total} for order <unbroken>{reference}</unbroken>. We’ve emailed the customer at {email}, who can pay again. You don’t need to do anything.",
    textUntil:
      "We haven’t received {total} for order <unbroken>{reference}</unbroken>. We’ve emailed the customer at {email}, who can pay again until {time}. You don’t need to do anything.",
  },
  lowStock: {
    subject: "Low stock: {sku}, {count, plural, one {# item} other {# items}} left",
    title: "Stock is low.",
    preview: "{count, plural, =0 {None left} other {Only # left}} of {product}.",
    text: "{count, plural, =0 {None left} other {Only # left}} of {product} since order <unbroken>{reference}</unbroken>. We email you at {threshold, number} or fewer.",
    sku: "SKU",
    available: "Can still be sold",
  },
  returnRequested: {
    withdrawal: {
      subject: "Withdrawal: order {reference}",
      title: "A customer withdrew.",
      text: "The customer withdrew from the purchase of these items on {time}. That needs no reason and no consent.",
    },
    return: {
      subject: "Return requested: order {reference}",
      title: "A customer asks for a return.",
      text: "The customer asked on {time} to return these items. Please approve or reject it.",
    },
    refundBy:
      "Pay back what was paid for them by {date}: 14 days from the declaration (Directive 2011/83/EU, Art. 13(1)). You may wait until the items arrive, or until the customer shows that they were sent (Art. 13(3)).",
    unsent: "Some of them haven’t left yet: please don’t send those.",
    items: "Items of order {reference}",
  },
  invitation: {
    subject: "{inviter} invites you to the back office of {shop}",
    preview: "Choose a password, and you can begin.",
    title: "You are invited.",
    text: "{inviter} has invited you to the back office of {shop}. Your role is {role}.",
    roles: { owner: "owner", manager: "manager", fulfilment: "fulfilment", support: "support", viewer: "viewer" },
    action: "Accept the invitation",
    until: "The link works once, until {date}. If you don’t know what this is about, you can ignore it: nothing happens without the link.",
  },
  auditHead: {
    subject: "Audit log of {date}: {count, plural, one {# entry} other {# entries}}",
    preview: "Keep this email: it proves what the log said.",
    title: "The audit log.",
    text: "The log of what staff do has {count, plural, one {# entry} other {# entries}} on {date}. Keep this email: if anybody changes, removes or adds an entry up to here, the command below finds it.",
    details: "The end of its chain",
    position: "Position",
    hash: "Hash (SHA-256)",
    command: "npm run verify -- --audit-head {head}",
  },
  alert: {
    subject: "{title} Order {reference}",
    preview: "What happened, and what to do next.",
    daily: "We email you about this once a day at most, so there may be more: npm run status lists everything that is open.",
    order: "Order {reference}",
    total: "Total",
    method: "Payment method",
    details: "Details",
    figures: {
      amount: "Amount",
      expected: "Expected",
      received: "Received",
      payment: "Payment",
      provider: "Provider",
      event: "Event",
      book: "Book",
      differences: "Differences",
    },
    kinds: {
      amount_mismatch: {
        title: "A payment has the wrong amount.",
        text: "A provider reported another amount than we asked for, so the order is neither paid nor confirmed. Find out why in the provider’s dashboard. If the money was taken, refund it there: the customer can then pay again.",
      },
      bad_signatures: {
        title: "Webhooks have wrong signatures.",
        text: "We rejected many messages that claim to come from a payment provider. Either somebody forges them, or the shop’s webhook secret is wrong. Compare it with the one in the provider’s dashboard: with a wrong one, payments are noticed late.",
      },
      books_disagree: {
        title: "The books disagree.",
        text: "The daily check found figures that should agree and don’t. Run npm run verify to see them, and find the cause before anybody corrects them by hand.",
      },
      dispute_lost: {
        title: "A dispute is lost.",
        text: "The customer has the money back, and the provider keeps nothing for us. Don’t refund the order as well. An order that hadn’t left is cancelled if nothing of it is paid any more; for one that has, its price is owed again.",
      },
      dispute_won: {
        title: "A dispute is won.",
        text: "The money stays with us. If the order was waiting for that, send it now.",
      },
      disputed: {
        title: "A payment is disputed.",
        text: "The customer’s bank or provider asks for the money back. Don’t send the order, and don’t refund it. Answer in the provider’s dashboard before its deadline: without an answer the money is lost.",
      },
      event_stuck: {
        title: "A provider’s message can’t be processed.",
        text: "We have tried several times and keep trying; until it works, an order may not show a payment or a refund. Check that the provider works and that the shop has its keys. The shop’s log has the cause.",
      },
      overpaid: {
        title: "An order is overpaid.",
        text: "We’ve received more than the order comes to. Refund the difference, or agree on something else with the customer.",
      },
      paid_after_cancel: {
        title: "A cancelled order was paid.",
        text: "The money came too late, and the order can’t be sent. Its refund has been started: don’t send the order. A refund by bank transfer appears in npm run status once the customer has named an account.",
      },
      paid_twice: {
        title: "An order was paid twice.",
        text: "The refund of the second payment has been started; the order itself goes on. A refund by bank transfer appears in npm run status once the customer has named an account.",
      },
      payment_reversed: {
        title: "A provider reversed a payment.",
        text: "The money went back to the customer without our doing, as after a dispute. Don’t send what hasn’t left, don’t refund it again, and look up the reason in the provider’s dashboard.",
      },
      provider_unreachable: {
        title: "A payment provider doesn’t answer.",
        text: "An unpaid order’s time is over, but we can’t ask its provider whether it was paid, so its items stay reserved. We ask again every five minutes. If it lasts, check the provider’s status page and the shop’s keys.",
      },
      refund_failed: {
        title: "A refund failed.",
        text: "The customer hasn’t received it. Look up the reason in the provider’s dashboard, then refund the amount there or transfer it to the customer’s account.",
      },
      refunded_at_provider: {
        title: "An order was refunded at the provider.",
        text: "The whole payment was refunded outside the shop, so what hadn’t left won’t be sent and is on sale again. If none of you did that, look up the reason in the provider’s dashboard.",
      },
      unknown_payment: {
        title: "A payment belongs to no order.",
        text: "A provider reported a payment that seems to be ours, for an order that this shop doesn’t have. Look it up in the provider’s dashboard: if no other shop of yours uses the account, refund it there.",
      },
    },
  },
} as const;
