import type { OrderAccess } from "@/app/_server/order-session";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { type Cents, formatCents } from "@/lib/core/money";
import { AccessFields } from "./access-fields";
import { saveAccount } from "./afterwards-actions";

/** Asks where a refund goes that no payment provider can bring. */
export function AccountForm({ access, amountCents, wrong }: { access: OrderAccess; amountCents: Cents; wrong: string | undefined }) {
  return (
    <section aria-labelledby="account" className="grid gap-4 border-t border-ink pt-6">
      <h2 id="account" className="text-xl">
        Where shall the money go?
      </h2>
      <p>
        <span className="figures">{formatCents(amountCents)}</span> go back to you by bank transfer. We need the account for that.
      </p>
      <form action={saveAccount} className="grid max-w-md gap-4">
        <AccessFields access={access} />
        <Field
          label="IBAN"
          name="iban"
          id="iban"
          required
          maxLength={50}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          defaultValue={wrong}
          error={wrong === undefined ? undefined : "This is no IBAN. Please compare it with your bank’s, letter by letter."}
          className="figures"
        />
        <Button type="submit" className="justify-self-start">
          Save account
        </Button>
      </form>
    </section>
  );
}
