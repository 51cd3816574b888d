const shapes = {
  menu: <path d="M3 6.5h14M3 13.5h14" />,
  search: (
    <>
      <circle cx="9" cy="9" r="5.6" />
      <path d="M13.2 13.2 17 17" />
    </>
  ),
  cart: (
    <>
      <path d="M4 7h12l.8 10H3.2z" />
      <path d="M7.2 9V6a2.8 2.8 0 0 1 5.6 0v3" />
    </>
  ),
  close: <path d="M5 5l10 10M15 5 5 15" />,
  check: <path d="M4 10.5 8 14.5 16 6" />,
  plus: <path d="M10 4v12M4 10h12" />,
  minus: <path d="M4 10h12" />,
  "arrow-right": <path d="M3 10h14M12 5l5 5-5 5" />,
  "arrow-left": <path d="M17 10H3M8 5l-5 5 5 5" />,
  "chevron-down": <path d="M4.5 7.5 10 13l5.5-5.5" />,
  filter: <path d="M3 6h14M6 10h8M8.5 14h3" />,
  truck: (
    <>
      <path d="M2 5h9.5v9H2zM11.5 8h3.7L18 11v3h-6.5" />
      <circle cx="5.6" cy="14.6" r="1.6" />
      <circle cx="14.4" cy="14.6" r="1.6" />
    </>
  ),
  return: (
    <>
      <path d="M4 8h9a4 4 0 0 1 0 8H8" />
      <path d="M7 4.5 3.5 8 7 11.5" />
    </>
  ),
  leaf: (
    <>
      <path d="M4 16C4 8 9 4 16.5 4 16.5 11 13 16 6.5 15.5" />
      <path d="M3.5 17.5C6 12.5 9 10 12 8.5" />
    </>
  ),
  warning: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M10 6.2v4.6M10 13.4v.2" />
    </>
  ),
  lock: (
    <>
      <path d="M4.5 9h11v8h-11z" />
      <path d="M7 9V6.5a3 3 0 0 1 6 0V9" />
    </>
  ),
  bank: <path d="M3 8.5 10 4l7 4.5M4.5 8.5v6M8.2 8.5v6M11.8 8.5v6M15.5 8.5v6M3 16.5h14" />,
  cash: (
    <>
      <path d="M2.5 5.5h15v9h-15z" />
      <circle cx="10" cy="10" r="2.2" />
    </>
  ),
  trash: <path d="M4 6h12M8 6V4h4v2M5.5 6l.7 11h7.6l.7-11M8.5 9v5M11.5 9v5" />,
  clock: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M10 6v4.3l2.8 1.7" />
    </>
  ),
  person: (
    <>
      <circle cx="10" cy="7" r="3.2" />
      <path d="M3.8 17c.6-3.4 3-5.2 6.2-5.2s5.6 1.8 6.2 5.2" />
    </>
  ),
  "chevron-left": <path d="M12.5 4.5 7 10l5.5 5.5" />,
  "chevron-right": <path d="M7.5 4.5 13 10l-5.5 5.5" />,
  moon: <path d="M16 12.2A6.8 6.8 0 1 1 8.2 3.8 5.4 5.4 0 0 0 16 12.2z" />,
  bell: (
    <>
      <path d="M5 14V9.5a5 5 0 0 1 10 0V14l1.5 1.5h-13z" />
      <path d="M8.6 17.2a1.6 1.6 0 0 0 2.8 0" />
    </>
  ),
};

export type IconName = keyof typeof shapes;

/** A 20 px line drawing, hidden from assistive technology because the words beside it say the same. */
export function Icon({ name, className = "size-5" }: { name: IconName; className?: string }) {
  return (
    <svg
      viewBox="0 0 20 20"
      className={`flex-none ${className}`}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {shapes[name]}
    </svg>
  );
}
