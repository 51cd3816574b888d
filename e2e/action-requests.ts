import type { APIRequestContext, Request } from "@playwright/test";

export const isAction = (request: Request) => request.method() === "POST" && request.headers()["next-action"] !== undefined;

/** Sends a browser's action again, with these cookies instead of its own; `change` may change its body. */
export async function sendAgain(request: APIRequestContext, sent: Request, cookie: string, change = (body: string) => body) {
  const headers = await sent.allHeaders();
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(":") && name !== "content-length"));
  return await request.post(sent.url(), { headers: { ...kept, cookie }, data: change(sent.postData() ?? ""), maxRedirects: 0 });
}
