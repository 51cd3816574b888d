import { z } from "zod";
import { anyone, apiRoute } from "@/app/_server/action";
import { getShopSettings } from "@/app/_server/cache";
import { currentTime } from "@/app/_server/clock";
import { problem } from "@/app/_server/http";
import { env } from "@/lib/core/env";

const VALID_DAYS = 180;

/** Where to report a weakness of the shop (RFC 9116). Missing while the owner has set no email address. */
export const GET = apiRoute(z.object({}), {
  access: anyone,
  limit: "view",
  respond: async () => {
    const { company } = await getShopSettings();
    if (!company.email) return problem(404);
    const expires = new Date((await currentTime()).getTime() + VALID_DAYS * 24 * 3600 * 1000);
    const fields = {
      Contact: `mailto:${company.email}`,
      Expires: expires.toISOString(),
      "Preferred-Languages": "en, hr",
      Canonical: `${env().SITE_URL}/.well-known/security.txt`,
    };
    const text = Object.entries(fields).map(([name, value]) => `${name}: ${value}\n`);
    return new Response(text.join(""), { headers: { "Content-Type": "text/plain; charset=utf-8" } });
  },
});
