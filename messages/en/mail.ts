/** Emails to customers. */
export const mail = {
  frame: {
    question: "Questions? Reply to this email, or write to <address>{email}</address>.",
    vatId: "VAT number {vatId}",
  },
  seeOrder: "View your order",
  addAccount: "Add your bank details",
  youWrote: "You wrote: {reason}",
  orderTable: {
    title: "Order {reference}",
    subtotal: "Subtotal",
    discount: "Coupon {code}",
    delivery: "Delivery",
    free: "Free",
    vat: "Including VAT {rate}",
    total: "Total",
  },
  delivery: {
    title: "Delivery address",
    to: "To",
    address: "Address",
    city: "City",
    method: "Delivery",
  },
  transfer: {
    scan: "Or scan this code with your banking app:",
    code: "QR code for the same transfer",
  },
  orderReceived: {
    subject: "Your order {reference}",
    preview: "We’ve received your order {reference}.",
    title: "Thank you, {name}.",
    text: "We’ve received your order <unbroken>{reference}</unbroken>.",
    free: "There’s nothing to pay. We’re packing it now and will email you when it ships.",
    cash: "We’re packing it now. Please have {total} ready for the courier.",
    transfer: "We’ll pack it once your transfer arrives. Please send {total} with the reference below.",
    transferUntil:
      "We’ll pack it once your transfer arrives. Please send {total} with the reference below by {date}; we’ll hold your items until then.",
    online: "Once we’ve received your payment of {total}, we’ll email you and start packing.",
    onlineUntil:
      "Once we’ve received your payment of {total}, we’ll email you and start packing. Not paid yet? You can pay on the order page until {time}.",
  },
  paymentReceived: {
    subject: "We’ve received your payment for order {reference}",
    preview: "{total} for order {reference}.",
    title: "We’ve received your payment.",
    packing:
      "We’ve received {total} for your order <unbroken>{reference}</unbroken>. We’re packing it now and will email you when it ships.",
    cash: "We’ve received {total} for your order <unbroken>{reference}</unbroken>. Thank you.",
  },
  paymentIncomplete: {
    subject: "Part of your payment is missing: order {reference}",
    preview: "{missing} is still to be paid.",
    title: "We’ve received part of your payment.",
    text: "We’ve received {received} of {total} for your order <unbroken>{reference}</unbroken>. We’ll pack it once the rest arrives. Please send {missing} with the same reference. If the rest doesn’t arrive, we’ll refund what you’ve sent.",
    textUntil:
      "We’ve received {received} of {total} for your order <unbroken>{reference}</unbroken>. We’ll pack it once the rest arrives. Please send {missing} with the same reference by {date}; we’ll hold your items until then. If the rest doesn’t arrive, we’ll refund what you’ve sent.",
  },
  paymentFailed: {
    subject: "Your payment for order {reference} didn’t go through",
    preview: "You weren’t charged, and your order is saved.",
    title: "Your payment didn’t go through.",
    text: "You weren’t charged for your order <unbroken>{reference}</unbroken>. The order is saved: you can pay {total} on its page, with another card or payment method.",
    textUntil:
      "You weren’t charged for your order <unbroken>{reference}</unbroken>. The order is saved until {time}: you can pay {total} on its page, with another card or payment method.",
    action: "Pay for your order",
  },
  trackingLink: {
    subject: "Your link to order {reference}",
    preview: "The link works for one hour.",
    title: "Here’s your order.",
    text: "You asked for a link to your order <unbroken>{reference}</unbroken>. It works for one hour, as often as you like. Anyone who has it can see your order, so please don’t share it.",
    notYou: "If you didn’t ask for this link, you don’t need to do anything: only you have received this email.",
  },
  refunded: {
    subject: "Refund of {amount} for order {reference}",
    preview: "{amount} for order {reference}.",
    title: "Your refund of {amount} is on its way.",
    reasons: {
      sold_out:
        "We’re sorry: your payment arrived after the time we were holding your items, and they have since sold out. We can’t send this order, so we’re refunding it in full.",
      cancelled: "Your order was cancelled, so we’re refunding what you paid.",
      duplicate: "You paid for your order twice, so we’re refunding the second payment. The order itself isn’t affected.",
      nothingToPay: "There was nothing to pay for your order, so we’re sending your money back. The order itself isn’t affected.",
      requested: "Here are the details of your refund.",
      made_at_provider: "Here are the details of your refund.",
    },
    toAccount:
      "We’ve transferred it to your account ending in {accountEnd}. Banks can take up to ten working days to show it; you don’t need to do anything.",
    toMethod:
      "We’ve sent it to your original payment method. Banks can take up to ten working days to show it; you don’t need to do anything.",
    order: "Order",
    amount: "Refund",
  },
  accountNeeded: {
    subject: "Your refund for order {reference}: please add your bank details",
    preview: "Add your IBAN to receive {amount}.",
    title: "Where should we send your refund?",
    text: "We’re refunding {amount} for your order <unbroken>{reference}</unbroken> by bank transfer. Please add your bank details (IBAN) on the order page.",
  },
  accountNamed: {
    subject: "Bank details for the refund of order {reference}",
    preview: "Your refund goes to the account ending in {accountEnd}.",
    title: "We have your bank details.",
    text: "We’ll transfer {amount} for your order <unbroken>{reference}</unbroken> to the account ending in {accountEnd}, on {date} at the earliest.",
    notYours: "If you didn’t add these bank details, please reply to this email before then. We’ll remove them, and you can add yours.",
  },
  shipped: {
    subject: "Order {reference} is on its way",
    preview: "{carrier} has your parcel.",
    title: "Your order is on its way.",
    more: "A parcel with items from your order <unbroken>{reference}</unbroken> has left with {carrier}. The rest will follow in another parcel; we’ll email you when it ships.",
    all: "A parcel with items from your order <unbroken>{reference}</unbroken> has left with {carrier}. Everything in your order has now shipped.",
    parcel: "Parcel",
    carrier: "Carrier",
    trackingNumber: "Tracking number",
    inParcel: "In this parcel",
    cash: "Please have your payment ready for the courier.",
    address: "It’s being delivered to {name}, {address}.",
  },
  delivered: {
    subject: "Order {reference} has arrived",
    preview: "The last parcel of order {reference} has been delivered.",
    title: "Your order has arrived.",
    text: "The last parcel of your order <unbroken>{reference}</unbroken> has been delivered. We hope everything fits.",
    returns:
      "If not, you can withdraw from the purchase or ask for a return until the end of {date}, on the order page or by replying to this email. If something is faulty, write to us at any time.",
  },
  cancelled: {
    subject: "Order {reference} has been cancelled",
    preview: "We won’t send order {reference}.",
    title: "Your order has been cancelled.",
    reasons: {
      expired: "We won’t send your order <unbroken>{reference}</unbroken>. It wasn’t paid in time, so we’re no longer holding its items.",
      customer: "You cancelled your order <unbroken>{reference}</unbroken>, so we won’t send it.",
      staff:
        "We had to cancel your order <unbroken>{reference}</unbroken>, and we’re sorry. If you’d like to know why, just reply to this email.",
    },
    toMethod:
      "We’re refunding {amount} to your original payment method. We’ll email you once it has left; banks can take up to ten working days to show it.",
    toAccount: "We’re refunding {amount} by bank transfer. Please add your bank details (IBAN) on the order page.",
    paymentOpen: "A payment of yours is still in progress or being checked. It isn’t lost: we’ll email you as soon as we know more.",
    refunded: "We’ve already refunded {amount}.",
    takenBack: "Your bank or payment provider has returned {amount} to you.",
    nothingPaid: "We haven’t received any money for it, and you owe nothing.",
  },
  returnReceived: {
    subject: "Your return request for order {reference}",
    preview: "We’ll look into it and email you.",
    title: "We’ve received your return request.",
    text: "You asked to return items from your order <unbroken>{reference}</unbroken>. We’ll look into it and email you; please keep them until then.",
    items: "Items to return",
  },
  returnApproved: {
    withdrawal: {
      subject: "We’ve accepted your withdrawal: order {reference}",
      title: "We’ve accepted your withdrawal.",
      text: "You’ve withdrawn from the purchase of these items from your order <unbroken>{reference}</unbroken>. If you already have them, please send them back, with the order reference in the parcel.",
      refund:
        "We’ll refund you within 14 days of your withdrawal. We may wait until the items arrive, or until you show that you’ve sent them.",
    },
    return: {
      subject: "We’ve approved your return: order {reference}",
      title: "We’ve approved your return.",
      text: "We’ve approved the return of these items from your order <unbroken>{reference}</unbroken>. Please send them back, with the order reference in the parcel.",
      refund: "We’ll refund you once they arrive, and email you then.",
    },
    preview: "What happens next.",
    unpaid: "You’ll owe nothing for them.",
    free: "You paid nothing for them, so there’s nothing to refund.",
    items: "Items to return",
  },
  returnRejected: {
    withdrawal: { subject: "Your withdrawal: order {reference}", title: "We can’t accept your withdrawal." },
    return: { subject: "Your return: order {reference}", title: "We can’t accept your return." },
    preview: "Please read why.",
    text: "This is about these items from your order <unbroken>{reference}</unbroken>. If you disagree, please reply to this email.",
    items: "Not accepted",
  },
  returnClosed: {
    withdrawal: { subject: "Your withdrawal is complete: order {reference}", title: "Your withdrawal is complete." },
    return: { subject: "Your return is complete: order {reference}", title: "Your return is complete." },
    unpaid: {
      preview: "You owe nothing for these items.",
      text: "You hadn’t paid for these items from your order <unbroken>{reference}</unbroken>, so there’s nothing to refund and you owe nothing for them. There’s a credit note on the order page.",
      items: "Items no longer to be paid",
    },
    free: {
      preview: "There’s nothing to refund.",
      text: "You paid nothing for these items from your order <unbroken>{reference}</unbroken>, so there’s nothing to refund.",
      items: "Returned items",
    },
  },
  withdrawalAcknowledged: {
    subject: "We’ve received your withdrawal: order {reference}",
    preview: "Received on {time}.",
    title: "We’ve received your withdrawal.",
    text: "You’ve withdrawn from the purchase of the items below. Your declaration reached us on {time}; please keep this email as your receipt.",
    declaration: "Your declaration",
    name: "Name",
    order: "Order",
    received: "Received",
    items: "Items withdrawn from",
    nextFree:
      "If you already have the items, please send them back by {date}, with the order reference in the parcel. You paid nothing for them, so there’s nothing to refund.",
    next: "If you already have the items, please send them back by {date}, with the order reference in the parcel. We’ll refund you within 14 days by your original payment method. We may wait until the items arrive, or until you show that you’ve sent them.",
  },
  sendBack: { title: "Send the items to", to: "To", address: "Address", city: "City" },
  withdrawalRights: {
    title: "Your right of withdrawal",
    period:
      "You can withdraw from this purchase within 14 days without giving a reason. The 14 days begin on the day that you, or somebody you named, received the goods; if they come in several parcels, on the day of the last one.",
    how: "Tell us clearly that you’re withdrawing: with our form at <link>{address}</link>, by email, or by letter to the address below. You can use the text at the end, but you don’t have to. It’s enough to send your message before the 14 days are over.",
    effects:
      "Send the goods back within 14 days of telling us; you bear the direct cost of that. We’ll refund everything you paid, standard delivery included, within 14 days of hearing from you, by your original payment method. We may wait until the goods arrive, or until you show that you’ve sent them. Try things on as you would in a shop: if wear beyond that lowers their value, we may deduct the difference.",
    exceptions:
      "There is no right of withdrawal for goods made to your order, nor for sealed goods that for reasons of hygiene can’t be returned once opened. In this order: {names}.",
    faulty:
      "Faulty items are different: the law gives you two years from delivery. You’ll find the terms of sale at <link>{address}</link>.",
    form: {
      title: "Withdrawal form",
      intro: "Only if you wish to withdraw:",
      text: "To {recipient}: I withdraw from my contract of sale of the following goods: … Ordered on {date}, received on: … Order {reference}. My name and address: … Date, and my signature if this is on paper: …",
    },
  },
  backInStock: {
    subject: "{product} is back in stock",
    preview: "You asked us to email you.",
    title: "{product} is back in stock.",
    text: "You asked us to email you when {product} is available again, and now it is. There may only be a few, and we can’t reserve one for you.",
    action: "See it in the shop",
    onlyOnce: "This is the only email we’ll send about it; your address isn’t on any list.",
  },
} as const;
