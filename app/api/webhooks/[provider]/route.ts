import { z } from "zod";
import { database } from "@/app/_server/database";
import { applyEvent, storeEvent } from "@/lib/payments/inbox";
import { BadSignature, ONLINE_PROVIDERS, ProviderUnreachable } from "@/lib/payments/online";
import { findOnlineProvider } from "@/lib/payments/provider";
import { refuseEvent } from "@/lib/payments/refuse-event";

/** More than any provider's event has. */
const MOST_BYTES = 1_000_000;

/**
 * Takes a provider's event: 400 where it can't be proved to be the provider's, 200 once it is in the inbox for good,
 * whether it could be applied at once or will be by `apply-inbox`.
 */
export async function POST(request: Request, { params }: { params: Promise<{ provider: string }> }): Promise<Response> {
  const name = z.enum(ONLINE_PROVIDERS).safeParse((await params).provider).data;
  const provider = name && findOnlineProvider(name);
  if (!provider) return answer("unknown_provider", 404);
  if (Number(request.headers.get("content-length") ?? 0) > MOST_BYTES) return answer("too_large", 413);
  const body = await request.text();
  if (body.length > MOST_BYTES) return answer("too_large", 413);
  const now = new Date();
  try {
    const event = await provider.verify(body, Object.fromEntries(request.headers), now);
    await applyEvent(database(), await storeEvent(database(), provider.name, event, now), now);
    return answer("received", 200);
  } catch (error) {
    if (error instanceof ProviderUnreachable) return answer("not_verifiable_now", 503);
    if (!(error instanceof BadSignature)) throw error;
    await refuseEvent(database(), provider.name, error.reason, now);
    return answer("bad_signature", 400);
  }
}

function answer(status: string, code: number): Response {
  return Response.json({ status }, { status: code, headers: { "Cache-Control": "no-store" } });
}
