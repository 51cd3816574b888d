import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { paypalEnvironment } from "./paypal/create-paypal";
import { resendEnvironment } from "./resend/create-resend";
import { PUBLISHABLE_KEY, SECRET_KEY } from "./stripe/endpoint";

const ROOT = path.resolve(import.meta.dirname, "..");
const DESCRIPTIONS = path.resolve(ROOT, "../shared/specs");

/** A provider's own description of its API, which is not part of this project; undefined if it is not beside the project. */
export function readDescription(name: string): unknown {
  const file = path.join(DESCRIPTIONS, name);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

/** Answers each message with the process's resource usage so far. */
const PRELOAD = `data:text/javascript,process.on("message",()=>process.send({cpu:process.cpuUsage(),rss:process.memoryUsage.rss()}))`;
const usageSchema = z.object({ cpu: z.object({ user: z.number(), system: z.number() }), rss: z.number() });

/** Starts the sandbox as the demo does, in a process that ends with this one. */
export async function startSandboxProcess(options: { shopUrl: string; file: string }) {
  const args = ["--import", PRELOAD, "scripts/exit-with-parent.mjs", "scripts/run.mjs", "sandbox", "--file", options.file];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: { ...process.env, SITE_URL: options.shopUrl },
  });
  const ended = once(child, "exit").then(([code, signal]) => {
    throw new Error(`The sandbox ended (${signal ?? code}).`);
  });
  ended.catch(() => {}); // Awaited below.
  const [started] = await Promise.race([once(child, "message"), ended]);
  const { url } = z.object({ url: z.string() }).parse(started);
  return {
    url,
    /** The CPU time since its start, and the resident memory. */
    async usage(): Promise<{ cpuMs: number; rssMiB: number }> {
      child.send("usage");
      const [answer] = await Promise.race([once(child, "message"), ended]);
      const { cpu, rss } = usageSchema.parse(answer);
      return { cpuMs: (cpu.user + cpu.system) / 1000, rssMiB: rss / 2 ** 20 };
    },
    async end(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
      child.kill(signal);
      await ended.catch(() => {});
    },
  };
}

const createdSchema = z.looseObject({ id: z.string(), client_secret: z.string().optional() });

/** Calls a sandbox as the shop and its customers do. Throws on every error answer. */
export function createCaller(url: string, beforeEach: () => Promise<void> = async () => {}) {
  let token: Promise<string> | undefined;

  async function post(route: string, body: URLSearchParams | string, headers: Record<string, string> = {}): Promise<Response> {
    await beforeEach();
    const response = await fetch(`${url}${route}`, { method: "POST", body, headers });
    if (!response.ok) throw new Error(`${route} ${response.status} ${await response.text()}`);
    return response;
  }
  const created = async (response: Promise<Response>) => createdSchema.parse(await (await response).json());

  async function fetchToken(): Promise<string> {
    const { PAYPAL_CLIENT_ID, PAYPAL_CLIENT_SECRET } = paypalEnvironment(url);
    const authorization = `Basic ${Buffer.from(`${PAYPAL_CLIENT_ID}:${PAYPAL_CLIENT_SECRET}`).toString("base64")}`;
    const response = await post("/v1/oauth2/token", "grant_type=client_credentials", { authorization });
    return z.object({ access_token: z.string() }).parse(await response.json()).access_token;
  }

  return {
    /** Creates a payment intent under the idempotency key and pays it. Returns its id. */
    async payByCard(key: string): Promise<string> {
      const { id, client_secret = "" } = await created(
        post(
          "/v1/payment_intents",
          new URLSearchParams({
            amount: "4998",
            currency: "eur",
            "automatic_payment_methods[enabled]": "true",
            "metadata[order_reference]": key,
          }),
          { authorization: `Bearer ${SECRET_KEY}`, "idempotency-key": key },
        ),
      );
      const card = {
        type: "card",
        "card][number": "4242424242424242",
        "card][exp_month": "12",
        "card][exp_year": "2040",
        "card][cvc": "123",
      };
      await post(
        `/v1/payment_intents/${id}/confirm`,
        new URLSearchParams({
          client_secret,
          return_url: "http://localhost:3000/orders/ORD-1",
          ...Object.fromEntries(Object.entries(card).map(([name, value]) => [`payment_method_data[${name}]`, value])),
        }),
        { authorization: `Bearer ${PUBLISHABLE_KEY}` },
      );
      return id;
    },

    /** Creates a PayPal order, approves and captures it. Returns its id. */
    async payByPayPal(reference: string): Promise<string> {
      token ??= fetchToken();
      const headers = { authorization: `Bearer ${await token}`, "content-type": "application/json" };
      const context = {
        return_url: "http://localhost:3000/orders/ORD-1",
        cancel_url: "http://localhost:3000/cart",
        user_action: "PAY_NOW",
        shipping_preference: "NO_SHIPPING",
      };
      const order = {
        intent: "CAPTURE",
        purchase_units: [{ amount: { currency_code: "EUR", value: "49.98" }, custom_id: reference, invoice_id: reference }],
        payment_source: { paypal: { experience_context: context } },
      };
      const requestId = { "paypal-request-id": reference };
      const { id } = await created(post("/v2/checkout/orders", JSON.stringify(order), { ...headers, ...requestId }));
      await post("/checkoutnow", new URLSearchParams({ token: id, choice: "paid" }));
      await post(`/v2/checkout/orders/${id}/capture`, "{}", { ...headers, ...requestId });
      return id;
    },

    /** Sends an email of the usual size. Returns its id. */
    async sendEmail(key: string): Promise<string> {
      const body = {
        from: "Earthman <shop@shop.example>",
        to: "ana@example.com",
        subject: `Order ${key}`,
        html: `<table>${'<tr><td style="padding:4px">€49.98 for a linen shirt, natural, in M</td></tr>'.repeat(400)}</table>`,
      };
      const { RESEND_API_KEY } = resendEnvironment(url);
      const headers = { authorization: `Bearer ${RESEND_API_KEY}`, "idempotency-key": key };
      return (await created(post("/emails", JSON.stringify(body), headers))).id;
    },
  };
}
