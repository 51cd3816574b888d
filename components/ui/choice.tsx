import { type ComponentProps, type ReactNode, useId } from "react";
import { FieldError } from "./field";

const tickClass =
  "tick size-[18px] flex-none appearance-none border border-stone bg-paper bg-center bg-no-repeat checked:border-ink checked:bg-ink aria-invalid:border-oxblood";

/** A checkbox with its label beside it; every attribute of `<input>` is passed on. */
export function Checkbox({ label, error, className = "", ...input }: ComponentProps<"input"> & { label: ReactNode; error?: string }) {
  const ownId = useId();
  const errorId = `${input.id ?? ownId}-error`;
  return (
    <div className={className}>
      <label className="flex min-h-11 items-start gap-3 py-2.5">
        <input
          type="checkbox"
          className={`${tickClass} mt-[3px] rounded-[3px]`}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? errorId : undefined}
          {...input}
        />
        <span>{label}</span>
      </label>
      <FieldError id={errorId} error={error} />
    </div>
  );
}

/** One choice of a radio group in a list: an ink edge if chosen, an aside (price or logos) on the right, details below while chosen. */
export function RadioRow({
  label,
  note,
  aside,
  children,
  ...input
}: ComponentProps<"input"> & { label: ReactNode; note?: ReactNode; aside?: ReactNode }) {
  return (
    <li className="group border-linen-deep not-first:border-t has-checked:bg-[color-mix(in_oklab,var(--color-paper),var(--color-sand)_60%)] has-checked:inset-shadow-[3px_0_0_var(--color-ink)]">
      <label className="grid min-h-14 grid-cols-[18px_1fr_auto] items-center gap-x-3.5 gap-y-0.5 px-4 py-3.5">
        <input type="radio" className={`${tickClass} rounded-full`} {...input} />
        <span>{label}</span>
        <span className="figures text-sm">{aside}</span>
        {note && <span className="col-span-2 col-start-2 text-sm text-stone">{note}</span>}
      </label>
      {children && <div className="hidden gap-3.5 px-4 pb-4 group-has-checked:grid sm:pl-12">{children}</div>}
    </li>
  );
}

/** Groups RadioRows under one legend. */
export function RadioRows({ legend, hideLegend = false, children }: { legend: string; hideLegend?: boolean; children: ReactNode }) {
  return (
    <fieldset>
      <legend className={hideLegend ? "sr-only" : "mb-3 text-sm font-medium"}>{legend}</legend>
      <ul className="overflow-hidden rounded-md border border-stone bg-paper">{children}</ul>
    </fieldset>
  );
}
