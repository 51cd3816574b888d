import { groupIban } from "@/lib/bank-slips/group-iban";
import { type Cents, formatCents } from "@/lib/core/money";

export type Transfer = {
  name: string;
  iban: string;
  bic: string;
  amountCents: Cents;
  hr00: string;
  rf: string;
  /** Until when the pieces are held: `30 Nov 2026`. */
  due: string;
  /** The EPC069-12 code as SVG path data on a grid of `size` modules. */
  code: { size: number; path: string };
};

/** How to pay by transfer: the code for a banking app, and the same to type. */
export function TransferPanel({ transfer }: { transfer: Transfer }) {
  const rows = [
    ["To", transfer.name],
    ["IBAN", groupIban(transfer.iban)],
    ...(transfer.bic ? [["BIC", transfer.bic]] : []),
    ["Amount", formatCents(transfer.amountCents)],
    ["Reference", transfer.rf],
    ["In Croatia", transfer.hr00],
    ["Pay by", transfer.due],
  ];
  return (
    <section
      aria-labelledby="transfer"
      className="grid gap-6 rounded-md border border-stone bg-paper p-5 sm:grid-cols-[auto_1fr] sm:gap-8 sm:p-7"
    >
      <div className="sm:col-span-2">
        <h2 id="transfer" className="text-xl">
          Pay by bank transfer
        </h2>
        <p className="mt-2 text-sm text-stone">
          Scan the code in your banking app, or type what stands beside it. Your pieces are held until {transfer.due}.
        </p>
      </div>
      <svg
        viewBox={`-4 -4 ${transfer.code.size + 8} ${transfer.code.size + 8}`}
        className="size-44 justify-self-center rounded-xs bg-white"
        role="img"
        shapeRendering="crispEdges"
      >
        <title>Payment code for banking apps</title>
        <path d={transfer.code.path} fill="#000" />
      </svg>
      <dl className="figures grid content-start">
        {rows.map(([name, value]) => (
          <div key={name} className="grid grid-cols-[6rem_1fr] gap-3 border-b border-linen py-1.5 last:border-0">
            <dt className="text-sm text-stone">{name}</dt>
            <dd className="font-medium break-words select-all">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
