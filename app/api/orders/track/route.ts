import { readText } from "@/app/_server/request";
import { askForTracking, trackingWish } from "@/app/_server/tracking";

/** More than any address and reference have. */
const MOST_BYTES = 4000;

/** Always answered alike, whether there is such an order or not: the mail knows. */
export async function POST(request: Request): Promise<Response> {
  const wish = trackingWish.safeParse(parsed(await readText(request, MOST_BYTES))).data;
  const outcome = wish ? await askForTracking(wish) : "malformed";
  const headers = { "Cache-Control": "no-store" };
  if (outcome === "accepted") return Response.json({ status: "accepted" }, { status: 202, headers });
  const status = { malformed: 400, rate_limited: 429 }[outcome];
  return Response.json(
    { type: "about:blank", title: outcome, status },
    { status, headers: { ...headers, "Content-Type": "application/problem+json" } },
  );
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return null;
  }
}
