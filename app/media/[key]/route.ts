import { z } from "zod";
import { anyone, apiRoute } from "@/app/_server/action";
import { database } from "@/app/_server/database";
import { env } from "@/lib/core/env";
import { line } from "@/lib/core/text";
import { servePicture } from "@/lib/media/serve-picture";
import { openMediaStore } from "@/lib/media/store";

export const GET = apiRoute(z.object({ params: z.object({ key: line(250) }) }), {
  access: anyone,
  limit: { none: "a page shows dozens, and browsers and fronts keep them for a year" },
  respond: async ({ params: { key } }, _, request) => await servePicture(database(), openMediaStore(env()), key, request),
});
