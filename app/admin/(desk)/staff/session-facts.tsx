import { formatDateTime } from "@/lib/core/format";
import { browserName } from "./browser-name";

/** Which browser signed in, from where and when. */
export function SessionFacts({ session }: { session: { createdAt: Date; lastSeenAt: Date; userAgent: string; network: string } }) {
  const { createdAt, lastSeenAt, userAgent, network } = session;
  return (
    <span className="min-w-0">
      <b className="font-medium">{browserName(userAgent)}</b>
      <span className="figures block text-xs text-stone">
        {network && <>From {network}, s</>}
        {network ? "" : "S"}igned in {formatDateTime(createdAt, "en")}, last seen {formatDateTime(lastSeenAt, "en")}
      </span>
    </span>
  );
}
