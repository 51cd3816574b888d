import type { Metadata } from "next";
import { z } from "zod";
import { PATIENCE } from "@/components/cart/cart-words";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { track } from "./actions";
import { readTyped } from "./typed";

export const instant = false;

export const metadata: Metadata = { title: "Track your order" };

const search = z.object({ told: z.enum(["accepted", "malformed", "rate_limited"]).optional().catch(undefined) });

const WORDS = {
  accepted: {
    kind: "success",
    text: "If there is such an order, a link to it is on its way to that address. It comes within a minute and is good for an hour.",
  },
  malformed: { kind: "error", text: "Please check the email. It should look like name@example.com." },
  rate_limited: { kind: "error", text: PATIENCE },
} as const;

export default async function TrackPage({ searchParams }: { searchParams: Promise<unknown> }) {
  const { told } = search.parse(await searchParams);
  const typed = told === undefined || told === "accepted" ? undefined : await readTyped();
  return (
    <div className="wrap grid max-w-2xl gap-6 pt-8 pb-16 lg:pt-12">
      <h1 className="text-3xl lg:text-4xl">Track your order</h1>
      <p>We send you a link to your order. Its reference is in our mails to you and looks like ORD-7K2M9QX4TB.</p>
      {told && (
        <div id="told">
          <Notice kind={WORDS[told].kind}>{WORDS[told].text}</Notice>
        </div>
      )}
      <form action={track} className="grid gap-[1.125rem]">
        <Field
          label="Order reference"
          name="reference"
          id="reference"
          required
          maxLength={60}
          autoCapitalize="characters"
          spellCheck={false}
          defaultValue={typed?.reference}
        />
        <Field
          label="Email"
          name="email"
          id="email"
          type="email"
          inputMode="email"
          autoComplete="email"
          required
          maxLength={254}
          defaultValue={typed?.email}
        />
        <Button type="submit" look="clay" className="justify-self-start">
          Track order
        </Button>
      </form>
    </div>
  );
}
