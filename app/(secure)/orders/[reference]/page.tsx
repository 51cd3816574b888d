import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { findShownOrder } from "@/app/_server/order-session";
import { NotShown } from "./not-shown";
import { ShownOrder } from "./shown-order";

export const instant = false;

export const metadata: Metadata = { title: "Your order" };

const search = z.object({ token: z.string().optional().catch(undefined) });

type Props = { params: Promise<{ reference: string }>; searchParams: Promise<unknown> };

export default async function OrderPage({ params, searchParams }: Props) {
  const { token } = search.parse(await searchParams);
  if (token) redirect(`/track/${encodeURIComponent(token)}`);
  const access = { reference: (await params).reference, token: null };
  if (await findShownOrder(access)) return <ShownOrder access={access} searchParams={searchParams} />;
  // The same for an order of somebody else, one whose day is over, and one that never was.
  return (
    <NotShown title="This order can’t be shown here">
      An order is shown for a day in the browser that placed it. Later, and elsewhere, a link by mail opens it.
    </NotShown>
  );
}
