import { askForTracking } from "@/app/_server/tracking";

/** Always answered alike, whether there is such an order or not: the mail knows. */
export async function POST(request: Request): Promise<Response> {
  const asked: unknown = await request.json().catch(() => null);
  const outcome = await askForTracking(asked);
  const headers = { "Cache-Control": "no-store" };
  if (outcome === "accepted") return Response.json({ status: "accepted" }, { status: 202, headers });
  const status = { malformed: 400, rate_limited: 429 }[outcome];
  return Response.json(
    { type: "about:blank", title: outcome, status },
    { status, headers: { ...headers, "Content-Type": "application/problem+json" } },
  );
}
