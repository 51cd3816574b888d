import { z } from "zod";

const segment = z.union([z.string(), z.tuple([z.string(), z.string(), z.enum(["c", "oc", "d"]), z.array(z.string()).nullable()])]);

/** The routes that a browser already shows, as Next's client sends them. */
const tree: z.ZodType = z.tuple([
  segment,
  z.record(
    z.string(),
    z.lazy(() => tree),
  ),
  z.tuple([z.string(), z.string()]).nullish(),
  z.enum(["refetch", "inside-shared-layout", "metadata-only"]).nullish(),
  z.number().nullish(),
  z.string().optional(),
]);

/** Whether Next can read the header. It answers 500 to any other, but sends a browser without the header the whole page. */
export function isRouterState(header: unknown): boolean {
  try {
    return typeof header === "string" && tree.safeParse(JSON.parse(decodeURIComponent(header))).success;
  } catch {
    return false;
  }
}
