export function CardMarks() {
  return (
    <span className="flex gap-1.5">
      {["Visa", "Mastercard", "Maestro"].map((name) => (
        <span key={name} className="rounded-xs border border-linen-deep bg-paper px-1.5 py-0.5 text-[0.6875rem] leading-4 font-semibold">
          {name}
        </span>
      ))}
    </span>
  );
}
