import { env, isLoopback } from "@/lib/core/env";
import { PEER_HEADER } from "./peer-header";

const LOOPBACK_PEER = /^(::ffff:)?127\.|^::1$/;

/**
 * Whether a request may see /dev: on a shop at a loopback address, by a program on this machine, at a loopback address. The last
 * stops another site's name that resolves to this machine.
 */
export function mayUseDevTools(headers: Pick<Headers, "get">): boolean {
  const { SITE_URL } = env();
  return isLoopback(SITE_URL) && LOOPBACK_PEER.test(headers.get(PEER_HEADER) ?? "") && isLoopback(`http://${headers.get("host")}`);
}
