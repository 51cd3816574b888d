import { cookies } from "next/headers";
import { env } from "@/lib/core/env";
import { type CartId, cartIdSchema } from "@/lib/core/ids";

const YEAR_SECONDS = 365 * 24 * 3600;

/** The cart this browser holds, by its cookie; undefined where there is none or where it is no id. */
export async function sessionCartId(): Promise<CartId | undefined> {
  return cartIdSchema.safeParse((await cookies()).get("cart")?.value).data;
}

/** In actions: remembers the cart, and its number of pieces where the badge can read it. */
export async function rememberCart(cartId: CartId, pieces: number): Promise<void> {
  const jar = await cookies();
  const shared = { path: "/", sameSite: "lax", secure: env().SITE_URL.startsWith("https:"), maxAge: YEAR_SECONDS } as const;
  jar.set("cart", cartId, { ...shared, httpOnly: true });
  jar.set("cart_count", String(pieces), shared);
}

/** The number of pieces that this browser's badge shows. */
export async function rememberedItemCount(): Promise<number> {
  return Number((await cookies()).get("cart_count")?.value ?? 0);
}
