import type { Metadata } from "next";
import { findLinkedOrder } from "@/app/_server/order-session";
import { NotShown } from "../../orders/[reference]/not-shown";
import { ShownOrder } from "../../orders/[reference]/shown-order";

export const instant = false;

export const metadata: Metadata = { title: "Your order" };

type Props = { params: Promise<{ token: string }>; searchParams: Promise<unknown> };

export default async function TrackedOrderPage({ params, searchParams }: Props) {
  const { token } = await params;
  const reference = (await findLinkedOrder(token))?.order.reference;
  if (reference) return <ShownOrder access={{ reference, token }} searchParams={searchParams} />;
  // The same for a link whose time is over, one that was taken back, and one that never was.
  return (
    <NotShown title="This link doesn’t open any more">
      For your safety a link to an order holds for a while only. A new one is with you in a minute.
    </NotShown>
  );
}
