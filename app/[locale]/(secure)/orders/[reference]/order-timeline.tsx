export type TimelineStep = { id: string; text: string; time: string | null; done: boolean; failed?: boolean };

/** The past and future steps of an order, from first to last. `next` announces a step that is still to come. */
export function OrderTimeline({ steps, next }: { steps: readonly TimelineStep[]; next: string }) {
  return (
    <ol className="grid">
      {steps.map((step, index) => (
        <li key={step.id} className="relative grid grid-cols-[12px_1fr] gap-x-4 pb-5 last:pb-0">
          {index < steps.length - 1 && <span aria-hidden="true" className="absolute top-4 bottom-[-2px] left-[5.5px] w-px bg-linen-deep" />}
          <span
            aria-hidden="true"
            className={`relative mt-[7px] size-3 rounded-full border ${step.failed ? "border-oxblood bg-oxblood" : step.done ? "border-moss bg-moss" : "border-stone bg-sand"}`}
          />
          <div>
            <p className={step.done ? "" : "text-stone"}>
              {!step.done && <span className="sr-only">{next}</span>}
              {step.text}
            </p>
            {step.time && <p className="figures text-sm text-stone">{step.time}</p>}
          </div>
        </li>
      ))}
    </ol>
  );
}
