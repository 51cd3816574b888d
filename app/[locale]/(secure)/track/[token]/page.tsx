import type { Metadata } from "next";
import { pageLocale } from "@/app/_server/locale";
import { findLinkedOrder } from "@/app/_server/session";
import { translator } from "@/messages/translator";
import { NotShown } from "../../orders/[reference]/not-shown";
import { ShownOrder } from "../../orders/[reference]/shown-order";

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await pageLocale(), "order")("title") };
}

type Props = { params: Promise<{ token: string }>; searchParams: Promise<unknown> };

export default async function TrackedOrderPage({ params, searchParams }: Props) {
  const { token } = await params;
  const locale = await pageLocale();
  const reference = (await findLinkedOrder(token))?.order.reference;
  if (reference) return <ShownOrder access={{ reference, token }} searchParams={searchParams} locale={locale} />;
  // An expired, a revoked and an unknown link all get the same answer.
  return <NotShown what="link" locale={locale} />;
}
