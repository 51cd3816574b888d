/** The shop's help and legal pages, as draft texts for the owner to check. */
export const pages = {
  titles: {
    delivery: "Delivery",
    returns: "Returns",
    accessibility: "Accessibility",
    terms: "Terms",
    privacy: "Privacy",
    imprint: "Company details",
  },
  descriptions: {
    delivery: "Where we deliver, how long it takes and what it costs.",
    returns: "How to withdraw from a purchase within 14 days.",
    accessibility: "How we make this shop accessible to everyone.",
    terms: "The terms of sale.",
    privacy: "What we keep about you, why and for how long.",
    imprint: "Who runs this shop.",
  },
  company: {
    missing: "[{detail}: to be completed by the shop’s owner]",
    name: "Company name",
    street: "Street and number",
    city: "Postcode and city",
    email: "Email address",
    phone: "Phone",
    register: "Court register and number",
    vatNumber: "VAT number",
  },
  delivery: {
    intro: "Prices are for a whole order, however many items it has, and include VAT. The checkout shows the exact cost before you order.",
    to: "To",
    standard: "Standard",
    express: "Express",
    rate: "{amount}, {days}",
    days: "{count, plural, one {# working day} other {# working days}}",
    daysBetween: "{from, number}–{to, number} working days",
    notOffered: "Not available",
    heavy: "A parcel above {weight} kg costs {amount} more for each further kilogram, charged pro rata.",
    freeFrom: "Standard delivery is free on orders from {amount}.",
    whereTitle: "Where we deliver",
    where: "{countries}.",
    customs:
      "For parcels that leave the European Union, our prices don’t include customs duty and import tax of the destination country; the carrier may ask you to pay them.",
    lateTitle: "If a parcel doesn’t arrive",
    late: "We deliver within 30 days of your order at the latest. A parcel is at our risk until you have it: if it’s lost or arrives damaged, tell us and we’ll send it again or refund you.",
  },
  returns: {
    intro:
      "You may withdraw from your purchase within 14 days without giving a reason. The 14 days start on the day you, or somebody you named, received the goods; for an order in several parcels, on the day of the last one.",
    howTitle: "How to withdraw",
    form: "The quickest way is our form: <form>Withdraw from contract here</form>. You don’t need an account, only your order reference and your email, and we acknowledge it by email at once.",
    letter:
      "Or tell us clearly that you withdraw, by email to <email></email> or by letter to <address></address>. You may use the form below, but you don’t have to. It’s enough to send it before the 14 days are over.",
    nextTitle: "What happens next",
    sendBack: "Send the goods back within 14 days of telling us. You pay the direct cost of sending them back.",
    refund:
      "We refund everything you paid, standard delivery included, within 14 days of hearing from you, to your original payment method. We may wait until the goods arrive, or until you show that you have sent them.",
    express: "If you chose express delivery, we refund what standard delivery would have cost.",
    wear: "You may try things on as you would in a shop. If wear beyond that reduces their value, we may deduct the difference.",
    exceptTitle: "What can’t be returned",
    except: "Sealed goods that can’t be returned for hygiene reasons once opened, and goods made to your order. Their pages say so.",
    faultTitle: "If something is wrong",
    fault:
      "Faulty items are different: for two years from delivery you may ask us to repair or replace them at our cost. Where that isn’t possible within a reasonable time, you may ask for a lower price or a refund. <form>Report a faulty or wrong item</form>, also if it doesn’t fit.",
    modelTitle: "Withdrawal form",
    modelIntro: "Complete and send this form only if you wish to withdraw from the contract.",
    modelTo: "To <address></address>, <email></email>",
    modelNotice: "I hereby give notice that I withdraw from my contract of sale of the following goods:",
    modelDates: "Ordered on, received on:",
    modelReference: "Order reference:",
    modelName: "Name and address:",
    modelSigned: "Date, and signature if on paper:",
  },
  accessibility: {
    intro:
      "This shop is meant for everyone. We build it to the Web Content Accessibility Guidelines (WCAG) 2.2, level AA, which the European Accessibility Act, Directive (EU) 2019/882, requires of shops through EN 301 549.",
    meansTitle: "What that means here",
    keyboard: "Everything works with a keyboard, from search to checkout.",
    described: "Every product picture has a description, every field has a label, and every error says what to do.",
    contrast: "Colours have enough contrast, and colour alone never carries a meaning.",
    zoom: "Text can be enlarged to twice its size, and movement follows your device’s setting.",
    script: "Browsing, the cart and search work without JavaScript.",
    knownTitle: "Known issues",
    known: "Descriptions taken over from other makers’ catalogues may be less complete than ours. We correct what you report.",
    tellTitle: "Tell us",
    tell: "If something keeps you from shopping here, email <email></email>. Please say which page it was and what you wanted to do.",
  },
  terms: {
    intro:
      "These terms apply to orders placed in this shop with <address></address> (“we”). They don’t affect the rights that the law of your country gives you as a consumer.",
    contractTitle: "The contract",
    contract:
      "What you see here is an invitation to order. By pressing “Place order and pay” you place a binding order; the contract is concluded when we confirm it. You can check and change everything before that. The contract is made in English; we keep it, and you receive it with the confirmation.",
    pricesTitle: "Prices",
    prices:
      "All prices are in euros and include VAT. Delivery is added and shown before you order. A reduced price is shown with the lowest price in the 30 days before the reduction.",
    paymentTitle: "Payment",
    payment:
      "The checkout offers the payment methods available for your order. A bank transfer is due within {days, plural, one {# day} other {# days}}; we hold the goods for you until then.",
    cash: "Cash on delivery is available in {countries}, up to {amount}.",
    deliveryTitle: "Delivery and returns",
    delivery:
      "<delivery>Delivery</delivery> says where, when and at what price we deliver. <returns>Returns</returns> says how to withdraw within 14 days. The goods remain ours until they are paid for.",
    faultsTitle: "Faulty goods",
    faults:
      "We are liable for faulty goods as the law provides, for two years from delivery: repair or replacement first, then a lower price or a refund.",
    complaintsTitle: "Complaints",
    complaints:
      "Write to <email></email> or to the address above. We confirm that we have received your complaint and answer it in writing within 15 days. You may also turn to a body for out-of-court settlement of consumer disputes in Croatia or in your own country.",
    lawTitle: "Governing law",
    law: "Croatian law applies. As a consumer you keep the protection of the mandatory rules of the country you live in, and you may go to court there.",
  },
  privacy: {
    intro:
      "The controller of your data is <address></address>, <email></email>. We keep what an order needs and nothing to follow you around with.",
    keepTitle: "What we keep, why and for how long",
    order:
      "Your name, addresses, email, phone and what you ordered: to fulfil the contract (GDPR, Art. 6(1)(b)). We keep invoices and the records that belong to them as long as accounting and tax law requires, 11 years in Croatia (Art. 6(1)(c)).",
    cart: "What is in your cart: until 8 days after you last changed it.",
    stock:
      "Your email for “Email me when it’s back”: until we’ve emailed you, because you asked us to (Art. 6(1)(a)). Write to us and we’ll delete it at once.",
    network:
      "A keyed fingerprint of your network address: for minutes to hours, to prevent misuse of forms (Art. 6(1)(f)). We don’t store the address itself with it.",
    whoTitle: "Who receives it",
    who: "The carrier receives what is needed to deliver, the payment service what is needed to pay, and our host stores it for us. We never sell it.",
    cookiesTitle: "Cookies",
    cookies: "This shop sets necessary cookies only, so there is nothing to consent to.",
    cookieCart: "“__Host-cart”: which cart is yours, one year.",
    cookieCount: "“cart_count”: how many items are in it, to show the number, one year.",
    cookieOrder: "One that lets you see an order you placed in this browser, 24 hours.",
    cookieForm: "One that keeps a form you have started, encrypted, for half an hour.",
    rightsTitle: "Your rights",
    rights:
      "You may ask what we keep about you, have it corrected, deleted or handed over, have its use limited, object to its use, and withdraw your consent. Write to us. You may also complain to the Croatian Personal Data Protection Agency (AZOP), Zagreb, azop.hr, or to the authority of your country.",
  },
  imprint: {
    company: "Company",
    address: "Address",
    email: "Email",
    phone: "Phone",
    register: "Register",
    vatNumber: "VAT number (OIB)",
    law: "Information under Article 5 of Directive 2000/31/EC.",
  },
} as const;
