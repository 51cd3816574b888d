import type { Translator } from "@/messages/create-translator";

/** The label of an optional field. */
export function OptionalLabel({ field, t }: { field: "address2" | "note"; t: Translator<"checkout"> }) {
  return t.rich("optional", {
    field: t(`fields.${field}`),
    quiet: (words) => <span className="font-normal text-stone">{words}</span>,
  });
}
