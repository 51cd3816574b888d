import { formatIban, formatMoney } from "@/lib/core/format";
import type { Locale } from "@/lib/core/locales";
import type { Cents } from "@/lib/core/money";
import { translator } from "@/messages/translator";

export type Transfer = {
  name: string;
  iban: string;
  bic: string;
  amountCents: Cents;
  hr00: string;
  rf: string;
  /** The last day of the stock hold, such as `30 Nov 2026`. */
  due: string;
  /** The EPC069-12 code as SVG path data on a grid of `size` modules. */
  code: { size: number; path: string };
};

/** Shows how to pay by transfer: a code for a banking app, and the same details as text. */
export function TransferPanel({ transfer, locale }: { transfer: Transfer; locale: Locale }) {
  const t = translator(locale, "order.transfer");
  const rows = [
    [t("recipient"), transfer.name],
    [t("iban"), formatIban(transfer.iban)],
    ...(transfer.bic ? [[t("bic"), transfer.bic]] : []),
    [t("amount"), formatMoney(transfer.amountCents, locale)],
    [t("reference"), transfer.rf],
    [t("inCroatia"), transfer.hr00],
    [t("due"), transfer.due],
  ];
  return (
    <section
      aria-labelledby="transfer"
      className="grid gap-6 rounded-md border border-stone bg-paper p-5 sm:grid-cols-[auto_1fr] sm:gap-8 sm:p-7"
    >
      <div className="sm:col-span-2">
        <h2 id="transfer" className="text-xl">
          {t("title")}
        </h2>
        <p className="mt-2 text-sm text-stone">{t("text", { due: transfer.due })}</p>
      </div>
      <svg
        viewBox={`-4 -4 ${transfer.code.size + 8} ${transfer.code.size + 8}`}
        className="size-44 justify-self-center rounded-xs bg-white"
        role="img"
        shapeRendering="crispEdges"
      >
        <title>{t("code")}</title>
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
