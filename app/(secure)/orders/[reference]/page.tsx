import type { Metadata } from "next";
import { database } from "@/app/_server/database";
import { orderToken } from "@/app/_server/order-session";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { findPictures } from "@/lib/media/queries";
import { findOrderByAccessToken } from "@/lib/orders/queries";
import { getSettings } from "@/lib/settings";
import { OrderView } from "./order-view";
import { transferOf } from "./transfer";

export const instant = false;

export const metadata: Metadata = { title: "Your order" };

export default async function OrderPage({ params }: { params: Promise<{ reference: string }> }) {
  const { reference } = await params;
  const token = await orderToken(reference);
  const details = token ? await findOrderByAccessToken(database(), reference, token, new Date()) : undefined;
  if (!details) return <NotShown />;
  const [pictures, settings] = await Promise.all([
    findPictures(
      database(),
      details.lines.map(({ mediaKey }) => mediaKey),
    ),
    getSettings(database()),
  ]);
  return <OrderView {...details} pictures={pictures} transfer={transferOf(details.order, settings.company)} />;
}

/** The same for an order of somebody else, one whose day is over, and one that never was. */
function NotShown() {
  return (
    <div className="wrap">
      <EmptyState title="This order can't be shown here">
        <p>An order is shown for a day, in the browser that placed it. Please open it there.</p>
        <LinkButton href="/">Go to the shop</LinkButton>
      </EmptyState>
    </div>
  );
}
