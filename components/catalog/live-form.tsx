"use client";

import { type ReactNode, type SubmitEvent, useEffect, useRef } from "react";

/** The URL that a GET form leads to, without empty fields and the page number. */
function addressOf(form: HTMLFormElement): string {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string" && value.trim()) query.append(name, value.trim());
  const text = query.toString();
  return `${new URL(form.action).pathname}${text && `?${text}`}`;
}

type FormProps = {
  id: string;
  action: string;
  label: string;
  /** The current choice as a query string. */
  state: string;
  children: ReactNode;
};

/** A GET form that submits itself on each change on wide screens. Without JavaScript it has a button. */
export function LiveForm({ id, action, label, state, children }: FormProps) {
  const form = useRef<HTMLFormElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: shows a choice that a removed chip or the back button has changed
  useEffect(() => form.current?.reset(), [state]);

  // A full page load, because the client router treats a prerendered list as the same page under every query string.
  function send(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    location.assign(addressOf(event.currentTarget));
  }

  return (
    <form
      id={id}
      ref={form}
      action={action}
      aria-label={label}
      onSubmit={send}
      onChange={(event) => {
        if (matchMedia("(width >= 900px)").matches) event.currentTarget.requestSubmit();
      }}
    >
      {children}
    </form>
  );
}

/** The order of the list. Belongs to the form with this id, wherever it is on the page. */
export function SortSelect({
  label,
  form,
  children,
  defaultValue,
}: {
  label: string;
  form: string;
  children: ReactNode;
  defaultValue: string;
}) {
  return (
    <select
      key={defaultValue}
      name="sort"
      form={form}
      aria-label={label}
      defaultValue={defaultValue}
      onChange={(event) => event.currentTarget.form?.requestSubmit()}
      className="min-h-11 appearance-none bg-transparent pr-7 pl-1 font-medium"
    >
      {children}
    </select>
  );
}
