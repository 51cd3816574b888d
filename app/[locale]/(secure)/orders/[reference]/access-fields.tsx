import type { OrderAccess } from "@/app/_server/session";

/** What `readAccess` reads: each action judges anew what a request may do. */
export function AccessFields({ access }: { access: OrderAccess }) {
  return (
    <>
      <input type="hidden" name="reference" value={access.reference} />
      <input type="hidden" name="token" value={access.token ?? ""} />
    </>
  );
}
