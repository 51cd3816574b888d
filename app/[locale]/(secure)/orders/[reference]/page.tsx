import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { pageLocale } from "@/app/_server/locale";
import { findShownOrder } from "@/app/_server/session";
import { localePath } from "@/lib/core/locale-path";
import { line } from "@/lib/core/text";
import { translator } from "@/messages/translator";
import { NotShown } from "./not-shown";
import { ShownOrder } from "./shown-order";

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await pageLocale(), "order")("title") };
}

const search = z.object({ token: line(100).optional().catch(undefined) });

type Props = { params: Promise<{ reference: string }>; searchParams: Promise<unknown> };

export default async function OrderPage({ params, searchParams }: Props) {
  const { token } = search.parse(await searchParams);
  const locale = await pageLocale();
  if (token) redirect(localePath(locale, `/track/${encodeURIComponent(token)}`));
  const access = { reference: (await params).reference, token: null };
  if (await findShownOrder(access)) return <ShownOrder access={access} searchParams={searchParams} locale={locale} />;
  // Another customer's order, an expired cookie and an unknown reference all get the same answer.
  return <NotShown what="order" locale={locale} />;
}
