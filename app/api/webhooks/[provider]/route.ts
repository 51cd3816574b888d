import { database } from "@/app/_server/database";
import { consumeLimit, readText } from "@/app/_server/request";
import { sendMailAfterwards } from "@/app/_server/send-mail";
import { type EventAnswer, receiveEvent } from "@/lib/settlement/receive-event";

/** More than any provider's event has. */
const MOST_BYTES = 1_000_000;

const CODES: Record<EventAnswer | "too_large" | "rate_limited", number> = {
  received: 200,
  bad_signature: 400,
  not_verifiable_now: 503,
  unknown_provider: 404,
  too_large: 413,
  rate_limited: 429,
};

/** Takes a provider's event: 200 once it is in the inbox for good, 400 where it can't be proved to be the provider's. */
export async function POST(request: Request, { params }: { params: Promise<{ provider: string }> }): Promise<Response> {
  if (!(await consumeLimit("webhook")).ok) return answer("rate_limited");
  const body = await readText(request, MOST_BYTES);
  if (body === null) return answer("too_large");
  const { provider } = await params;
  const status = await receiveEvent(database(), provider, { body, headers: Object.fromEntries(request.headers) }, new Date());
  if (status === "received") sendMailAfterwards();
  return answer(status);
}

function answer(status: keyof typeof CODES): Response {
  return Response.json({ status }, { status: CODES[status], headers: { "Cache-Control": "no-store" } });
}
