import type { Metadata } from "next";
import { findLinkedOrder } from "@/app/_server/session";
import { DEFAULT_LOCALE } from "@/lib/core/locales";
import { translator } from "@/messages/translator";
import { NotShown } from "../../orders/[reference]/not-shown";
import { ShownOrder } from "../../orders/[reference]/shown-order";

export const instant = false;

export const metadata: Metadata = { title: translator(DEFAULT_LOCALE, "order")("title") };

type Props = { params: Promise<{ token: string }>; searchParams: Promise<unknown> };

export default async function TrackedOrderPage({ params, searchParams }: Props) {
  const { token } = await params;
  const reference = (await findLinkedOrder(token))?.order.reference;
  if (reference) return <ShownOrder access={{ reference, token }} searchParams={searchParams} locale={DEFAULT_LOCALE} />;
  // The same answer for a link that expired, one that was revoked and one that never existed.
  return <NotShown what="link" locale={DEFAULT_LOCALE} />;
}
