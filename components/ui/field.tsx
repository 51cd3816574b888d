import { type ComponentProps, type ReactNode, useId } from "react";
import { Icon } from "./icon";

const boxClass =
  "w-full min-h-12 rounded-md border border-stone bg-paper px-3.5 py-2.5 text-base transition-colors placeholder:text-stone hover:border-ink aria-invalid:border-oxblood aria-invalid:inset-ring aria-invalid:inset-ring-oxblood";

type Described = { label: ReactNode; hint?: ReactNode; error?: string };

/** The ids that link a control to its hint and its error. */
function useDescription({ hint, error }: Pick<Described, "hint" | "error">, givenId?: string) {
  const ownId = useId();
  const id = givenId ?? ownId;
  const describedBy = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ");
  return { id, "aria-describedby": describedBy || undefined, "aria-invalid": error ? true : undefined };
}

function Frame({ id, label, hint, error, className, children }: Described & { id: string; className: string; children: ReactNode }) {
  return (
    <div className={`grid content-start gap-1.5 ${className}`}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children}
      <FieldError id={`${id}-error`} error={error} />
      {hint && (
        <p id={`${id}-hint`} className="text-xs text-stone">
          {hint}
        </p>
      )}
    </div>
  );
}

/** An error and how to correct it, beside its field. */
export function FieldError({ id, error }: { id: string; error: string | undefined }) {
  if (!error) return null;
  return (
    <p id={id} className="flex gap-1.5 text-sm font-medium text-oxblood">
      <Icon name="warning" className="mt-0.5 size-[17px]" />
      {error}
    </p>
  );
}

/** A labelled text input; every attribute of `<input>` is passed on. */
export function Field({ label, hint, error, className = "", ...input }: ComponentProps<"input"> & Described) {
  const ties = useDescription({ hint, error }, input.id);
  return (
    <Frame id={ties.id} label={label} hint={hint} error={error} className={className}>
      <input className={boxClass} {...input} {...ties} />
    </Frame>
  );
}

/** A labelled text area; every attribute of `<textarea>` is passed on. */
export function TextArea({ label, hint, error, className = "", ...area }: ComponentProps<"textarea"> & Described) {
  const ties = useDescription({ hint, error }, area.id);
  return (
    <Frame id={ties.id} label={label} hint={hint} error={error} className={className}>
      <textarea className={boxClass} rows={3} {...area} {...ties} />
    </Frame>
  );
}

/** A labelled `<select>`; its options are the children. */
export function Select({ label, hint, error, className = "", children, ...select }: ComponentProps<"select"> & Described) {
  const ties = useDescription({ hint, error }, select.id);
  return (
    <Frame id={ties.id} label={label} hint={hint} error={error} className={className}>
      <span className="relative block">
        <select className={`${boxClass} appearance-none pr-10`} {...select} {...ties}>
          {children}
        </select>
        <Icon name="chevron-down" className="pointer-events-none absolute top-1/2 right-3.5 size-4 -translate-y-1/2" />
      </span>
    </Frame>
  );
}
