import Link from "next/link";
import { cents, formatCents } from "@/lib/core/money";
import { countryName } from "@/lib/core/regions";
import type { ShopSettings } from "@/lib/settings/settings";
import { CompanyAddress, CompanyEmail, Detail } from "./company-line";

type Texts = { settings: ShopSettings };

export function Terms({ settings: { company, payments } }: Texts) {
  const { countries, maximumCents } = payments.cashOnDelivery;
  return (
    <>
      <p>
        These terms apply to orders placed in this shop with <CompanyAddress company={company} /> (“we”). They take nothing from the rights
        that the law of your country gives you as a consumer.
      </p>
      <h2>The contract</h2>
      <p>
        What you see here is an invitation to order. By pressing “Place order and pay” you make a binding order; the contract stands when we
        confirm it. You can check and change everything before that. The contract is made in English; we keep it, and you get it with the
        confirmation.
      </p>
      <h2>Prices</h2>
      <p>
        All prices are in euros and include VAT. Delivery is added and shown before you order. Beside a reduced price stands the lowest
        price of the 30 days before the reduction.
      </p>
      <h2>Payment</h2>
      <p>
        The checkout offers the ways to pay that hold for your order. A bank transfer is due within 7 days; we hold the goods for you until
        then.{" "}
        {countries.length > 0 && (
          <>
            Cash on delivery is possible in {countries.map(countryName).join(", ")}, up to {formatCents(cents(maximumCents))}.
          </>
        )}
      </p>
      <h2>Delivery and returns</h2>
      <p>
        <Link href="/pages/delivery">Delivery</Link> says where, when and for how much. <Link href="/pages/returns">Returns</Link> says how
        to withdraw within 14 days. The goods stay ours until they are paid.
      </p>
      <h2>Faults</h2>
      <p>
        We are liable for faults of the goods as the law provides, for two years from delivery: repair or replacement first, then a lower
        price or your money back.
      </p>
      <h2>Complaints</h2>
      <p>
        Write to <CompanyEmail company={company} /> or to the address above. We confirm that your complaint has arrived and answer it in
        writing within 15 days. You may also turn to a body for out-of-court settlement of consumer disputes in Croatia or in your own
        country.
      </p>
      <h2>Law</h2>
      <p>
        Croatian law applies. As a consumer you keep the protection of the mandatory rules of the country you live in, and may go to court
        there.
      </p>
    </>
  );
}

export function Privacy({ settings: { company } }: Texts) {
  return (
    <>
      <p>
        Responsible for your data is <CompanyAddress company={company} />, <CompanyEmail company={company} />. We keep what an order needs
        and nothing to follow you around with.
      </p>
      <h2>What we keep, why and for how long</h2>
      <ul>
        <li>
          Your name, addresses, email, phone and what you ordered: to fulfil the contract (GDPR, Art. 6(1)(b)). Invoices and what belongs to
          them are kept as long as accounting and tax law demands, 11 years in Croatia (Art. 6(1)(c)).
        </li>
        <li>What lies in a cart: until 8 days after you last touched it.</li>
        <li>
          Your email for “tell me when it is back”: until we have told you, because you asked for it (Art. 6(1)(a)). Write to us and we
          delete it at once.
        </li>
        <li>
          A keyed fingerprint of your network address: for minutes to hours, to stop misuse of forms (Art. 6(1)(f)). The address itself is
          not stored with it.
        </li>
      </ul>
      <h2>Who gets it</h2>
      <p>
        The carrier gets what is needed to deliver, the payment service what is needed to pay, our host stores it for us. Nobody buys it.
      </p>
      <h2>Cookies</h2>
      <p>This shop sets necessary cookies only, so there is nothing to consent to.</p>
      <ul>
        <li>“__Host-cart”: which cart is yours, one year.</li>
        <li>“cart_count”: how many pieces are in it, to show the number, one year.</li>
        <li>One that lets you see an order you placed in this browser, 24 hours.</li>
        <li>One that keeps a form you have begun, encrypted, half an hour.</li>
      </ul>
      <h2>Your rights</h2>
      <p>
        You may ask what we keep about you, have it corrected, deleted, handed over or its use limited, object to its use, and take a
        consent back. Write to us. You may also complain to the Croatian Personal Data Protection Agency (AZOP), Zagreb, azop.hr, or to the
        authority of your country.
      </p>
    </>
  );
}

export function Imprint({ settings: { company } }: Texts) {
  const rows = [
    ["Company", <Detail key="name" value={company.name} name="Company name" />],
    ["Address", <CompanyAddress key="address" company={company} />],
    ["Email", <CompanyEmail key="email" company={company} />],
    ["Phone", <Detail key="phone" value={company.phone} name="Phone" />],
    ["Register", <Detail key="register" value={company.register} name="Court register and number" />],
    ["VAT id (OIB)", <Detail key="vat" value={company.vatId} name="VAT id" />],
  ] as const;
  return (
    <>
      <table>
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row" className="font-medium">
                {name}
              </th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>Information under Article 5 of Directive 2000/31/EC.</p>
    </>
  );
}
