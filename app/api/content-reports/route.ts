import { z } from "zod";
import { anyone, apiRoute } from "@/app/_server/action";
import { log } from "@/lib/core/log";
import { line, lines } from "@/lib/core/text";

/** A page's path may contain a token and its query personal data: neither is logged. */
const page = line(4000).transform((address) =>
  URL.canParse(address) ? `/${new URL(address).pathname.split("/")[1]}` : address.slice(0, 40),
);
const blocked = line(4000).transform((address) => (URL.canParse(address) ? new URL(address).origin : address.slice(0, 40)));

/** The older form (Content Security Policy 2) and the newer one (Reporting API), of which a browser sends several at once. */
const report = z.union([
  z
    .object({ "csp-report": z.object({ "document-uri": page, "blocked-uri": blocked, "violated-directive": line(200) }) })
    .transform(({ "csp-report": sent }) => [
      { page: sent["document-uri"], blocked: sent["blocked-uri"], directive: sent["violated-directive"] },
    ]),
  z
    .array(z.object({ body: z.object({ documentURL: page, blockedURL: blocked, effectiveDirective: line(200) }) }))
    .max(20)
    .transform((sent) =>
      sent.map(({ body }) => ({ page: body.documentURL, blocked: body.blockedURL, directive: body.effectiveDirective })),
    ),
]);

/** Logs what a page's content policy blocked in a browser: an injected script, or a mistake in the policy. */
export const POST = apiRoute(z.object({ body: lines(16_000).transform(parseJson).pipe(report) }), {
  body: { type: "text", maxBytes: 16_000 },
  access: anyone,
  limit: "contentReport",
  respond: async ({ body }) => {
    for (const blockedPart of body) log.warn(blockedPart, "a page's content policy blocked something");
    return new Response(null, { status: 204 });
  },
});

function parseJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue("not JSON");
    return z.NEVER;
  }
}
