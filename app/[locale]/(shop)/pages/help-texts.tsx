import Link from "next/link";
import { formatCents } from "@/lib/core/money";
import { countryName } from "@/lib/core/regions";
import type { ShopSettings } from "@/lib/settings/settings";
import { CompanyAddress, CompanyEmail } from "./company-line";

type Texts = { settings: ShopSettings };

const workingDays = ([from, to]: readonly [number, number]) =>
  from === to ? `${to} working ${to === 1 ? "day" : "days"}` : `${from} to ${to} working days`;

export function Delivery({ settings: { shipping } }: Texts) {
  return (
    <>
      <p>
        Prices are for a whole order, however many pieces are in it, and include VAT. The checkout shows the exact cost before you order.
      </p>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">To</th>
            <th scope="col">Standard</th>
            <th scope="col">Express</th>
          </tr>
        </thead>
        <tbody>
          {shipping.zones.map(({ name, methods: { standard, express } }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>
                {formatCents(standard.cents)}, {workingDays(standard.days)}
              </td>
              <td>{express ? `${formatCents(express.cents)}, ${workingDays(express.days)}` : "Not offered"}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        A parcel above {shipping.includedGrams / 1000} kg costs {formatCents(shipping.perKilogramCents)} more for each further kilogram,
        counted to the gram.
      </p>
      {shipping.freeFromCents !== null && <p>Standard delivery is free from {formatCents(shipping.freeFromCents)} of goods.</p>}
      <h2>Where we deliver</h2>
      <p>
        {shipping.zones
          .flatMap(({ countries }) => countries.map(countryName))
          .toSorted()
          .join(", ")}
        .
      </p>
      <p>
        For parcels that leave the European Union, customs duty and import tax of the country of arrival are not in our prices; the carrier
        may ask you for them.
      </p>
      <h2>If a parcel does not come</h2>
      <p>
        We deliver within 30 days of your order at the latest. A parcel is our risk until you hold it: if it is lost or comes damaged, tell
        us and we send it again or give the money back.
      </p>
    </>
  );
}

export function Returns({ settings: { company } }: Texts) {
  return (
    <>
      <p>
        You may withdraw from your purchase within 14 days, without giving a reason. The 14 days start on the day you, or somebody you
        named, received the goods; for an order in several parcels, the last of them.
      </p>
      <h2>How to withdraw</h2>
      <p>
        The shortest way is our form: <Link href="/withdraw">Withdraw from contract here</Link>. It needs no account, only the reference of
        your order and your email, and we acknowledge it by mail at once.
      </p>
      <p>
        Or tell us clearly that you withdraw, by mail to <CompanyEmail company={company} /> or by letter to{" "}
        <CompanyAddress company={company} />. You may use the form below, but need not. It is enough that you send it before the 14 days are
        over.
      </p>
      <h2>What happens then</h2>
      <ul>
        <li>Send the goods back within 14 days of telling us. You bear the direct cost of sending them back.</li>
        <li>
          We give back everything you paid, standard delivery included, within 14 days of hearing from you, by the means you paid with. We
          may wait until the goods are here, or until you show that you sent them.
        </li>
        <li>If you chose express delivery, we give back what standard delivery would have cost.</li>
        <li>You may try things on as you would in a shop. For wear beyond that, we may keep the value that was lost.</li>
      </ul>
      <h2>What can’t be sent back</h2>
      <p>Sealed goods that for reasons of hygiene can’t be returned once opened, and goods made to your order. Their pages say so.</p>
      <h2>If something is wrong with it</h2>
      <p>
        Faulty goods are another matter: for two years from delivery you may ask us to repair or replace them at our cost, and where that is
        not possible in reasonable time, to lower the price or take them back.{" "}
        <Link href="/withdraw?kind=return">Tell us what is wrong</Link>, also where we sent the wrong thing or it does not fit.
      </p>
      <h2>Withdrawal form</h2>
      <p>Fill it in and send it only if you wish to withdraw.</p>
      <ul>
        <li>
          To <CompanyAddress company={company} />, <CompanyEmail company={company} />
        </li>
        <li>I hereby give notice that I withdraw from my contract of sale of the following goods:</li>
        <li>Ordered on, received on:</li>
        <li>Order reference:</li>
        <li>Name and address:</li>
        <li>Date, and signature if on paper:</li>
      </ul>
    </>
  );
}

export function Accessibility({ settings: { company } }: Texts) {
  return (
    <>
      <p>
        This shop is meant for everybody. We build it to the Web Content Accessibility Guidelines (WCAG) 2.2, level AA, which the European
        Accessibility Act, Directive (EU) 2019/882, asks of shops through EN 301 549.
      </p>
      <h2>What that means here</h2>
      <ul>
        <li>Everything can be done by keyboard, from search to the order.</li>
        <li>Every picture of a product is described, every field has a label, every error says what to do.</li>
        <li>Colours have enough contrast, and none of them alone carries a meaning.</li>
        <li>Text can be enlarged to twice its size, and movement follows the setting of your device.</li>
        <li>Browsing, the cart and searching work without JavaScript.</li>
      </ul>
      <h2>What we know is not right yet</h2>
      <p>Descriptions in catalogues taken over from other makers may be less complete than our own. We mend what we are told about.</p>
      <h2>Tell us</h2>
      <p>
        If something keeps you from shopping here, write to <CompanyEmail company={company} />. Say which page it was and what you wanted to
        do.
      </p>
    </>
  );
}
