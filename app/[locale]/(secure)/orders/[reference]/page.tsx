import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { findShownOrder } from "@/app/_server/session";
import { DEFAULT_LOCALE } from "@/lib/core/locales";
import { translator } from "@/messages/translator";
import { NotShown } from "./not-shown";
import { ShownOrder } from "./shown-order";

export const instant = false;

export const metadata: Metadata = { title: translator(DEFAULT_LOCALE, "order")("title") };

const search = z.object({ token: z.string().optional().catch(undefined) });

type Props = { params: Promise<{ reference: string }>; searchParams: Promise<unknown> };

export default async function OrderPage({ params, searchParams }: Props) {
  const { token } = search.parse(await searchParams);
  if (token) redirect(`/track/${encodeURIComponent(token)}`);
  const access = { reference: (await params).reference, token: null };
  if (await findShownOrder(access)) return <ShownOrder access={access} searchParams={searchParams} locale={DEFAULT_LOCALE} />;
  // The same answer for another customer's order, an expired cookie and a reference that doesn't exist.
  return <NotShown what="order" locale={DEFAULT_LOCALE} />;
}
