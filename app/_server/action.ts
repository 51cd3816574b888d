import { z } from "zod";
import { isUnavailable } from "@/db/pool";
import type { Limit } from "@/lib/auth/rate-limits";
import { log } from "@/lib/core/log";
import { cleanText } from "@/lib/core/text";
import { decodeText, problem, RETRY_AFTER_SECONDS, readBytes } from "./http";
import { consumeLimit } from "./request-context";
import { sendMailAfterwards } from "./send-mail";

/**
 * The rules that every action and handler declares. All are public endpoints, so a schema parses the input first; then
 * follow access, limit, `act` and, after the answer, the mail that was written.
 */
type Rules<Input, Subject, Answer> = {
  /** Finds the subject that the request may see or change; undefined if it may not. */
  access: (input: Input) => Promise<Subject | undefined>;
  /** The limit counted per sender address, or the reason why there is none. */
  limit: Limit | { none: string };
  /** Whether `act` may write mail, which is sent after the answer. */
  mails?: true;
  act: (input: Input, subject: Subject) => Promise<Answer>;
  refuse: (refusal: Refusal<Input>) => Promise<Answer>;
};

type Refusal<Input> =
  | { error: "malformed"; issues: readonly z.core.$ZodIssue[] }
  | { error: "no_access"; input: Input }
  | { error: "rate_limited"; input: Input; retryAfterSeconds: number };

/** The access rule of public actions and routes. */
export const anyone = async (): Promise<true> => true;

async function run<Input, Subject, Answer>(parsed: z.ZodSafeParseResult<Input>, rules: Rules<Input, Subject, Answer>): Promise<Answer> {
  if (!parsed.success) return await rules.refuse({ error: "malformed", issues: parsed.error.issues });
  const input = parsed.data;
  const subject = await rules.access(input);
  if (subject === undefined) return await rules.refuse({ error: "no_access", input });
  const allowed = typeof rules.limit === "string" ? await consumeLimit(rules.limit) : { ok: true as const };
  if (!allowed.ok) return await rules.refuse({ error: "rate_limited", input, retryAfterSeconds: allowed.retryAfterSeconds });
  // Scheduled beforehand, because a redirect leaves `act` by throwing.
  if (rules.mails) sendMailAfterwards();
  return await rules.act(input, subject);
}

type ActionRules<Input, Subject, Answer> = Omit<Rules<Input, Subject, Answer>, "refuse"> & {
  /** Answers in the page's words; `fields` are the text fields of the submitted form, unparsed. */
  refuse: (refusal: Refusal<Input> & { fields: Readonly<Record<string, string>> }) => Promise<Answer>;
};

/** A public server action. `args` parses all its arguments: `z.tuple([form(…)])`, with `z.unknown()` first for a previous state. */
export function publicAction<Args extends z.ZodType<unknown, unknown[]>, Subject, Answer>(
  args: Args,
  rules: ActionRules<z.output<Args>, Subject, Answer>,
): (...given: z.input<Args>) => Promise<Answer> {
  return async (...given) => {
    const sent = given.find((one) => one instanceof FormData);
    const fields = sent ? textFields(sent) : {};
    return await run(args.safeParse(given), { ...rules, refuse: async (refusal) => await rules.refuse({ ...refusal, fields }) });
  };
}

/** More fields and characters than any of the shop's forms has. */
const MAX_FIELDS = 1000;
const MAX_CHARACTERS = 100_000;
/** More than any field's own limit: the rest is not read, and the field remains too long. */
const MAX_FIELD_CHARACTERS = 10_000;

/** Parses the text fields of a form, the first of each name. Rejects a form that contains a file or is far too large. */
export function form<Fields extends z.ZodType>(fields: Fields) {
  return z
    .instanceof(FormData)
    .refine((sent) => [...sent.values()].every((value) => typeof value === "string"), "holds a file")
    .refine((sent) => [...sent].length <= MAX_FIELDS, "holds too many fields")
    .refine((sent) => [...sent].join("").length <= MAX_CHARACTERS, "holds too much text")
    .transform((sent): unknown => textFields(sent))
    .pipe(fields);
}

/** Any text fields of a form, for those that are parsed later. `form` has cleaned and bounded them. */
export const anyFields = z.record(z.string(), z.string());

/** The form's text fields, cleaned, without React's own, whose names begin with a dollar sign. */
function textFields(sent: FormData): Record<string, string> {
  const entries = [...sent].slice(0, MAX_FIELDS).flatMap(([name, value]): [string, string][] => {
    if (typeof value !== "string" || name.startsWith("$")) return [];
    return [[name, cleanText(value.slice(0, MAX_FIELD_CHARACTERS))]];
  });
  return Object.fromEntries(entries.toReversed());
}

type RouteRules<Input, Subject> = Omit<Rules<Input, Subject, Response>, "access" | "act" | "refuse"> & {
  /** Omitted if the body is not read. JSON is parsed, text is passed unchanged. */
  body?: { type: "json" | "text"; maxBytes: number };
  access: (input: Input, request: Request) => Promise<Subject | undefined>;
  /** The status for a sender without access; 404 doesn't reveal whether the resource exists. */
  noAccess?: 401 | 404;
  respond: (input: Input, subject: Subject, request: Request) => Promise<Response>;
};

type Context = { params: Promise<Record<string, string>> };

/** A route handler. `input` parses `{ params, query, body }`; answers are not cached unless they say so. */
export function apiRoute<Schema extends z.ZodType, Subject>(input: Schema, rules: RouteRules<z.output<Schema>, Subject>) {
  return async (request: Request, { params }: Context): Promise<Response> => {
    const { searchParams } = new URL(request.url);
    const body = await readBody(request, rules.body);
    if ("refused" in body) return body.refused;
    const parsed = input.safeParse({ params: await params, query: Object.fromEntries(searchParams), body: body.value });
    const response = await run(parsed, {
      ...rules,
      access: async (read) => await rules.access(read, request),
      act: async (read, subject) => await rules.respond(read, subject, request),
      refuse: async (refusal) => refuseRequest(refusal, rules.noAccess ?? 404),
    }).catch(answerUnavailable);
    if (!response.headers.has("Cache-Control")) response.headers.set("Cache-Control", "no-store");
    return response;
  };
}

function refuseRequest(refusal: Refusal<unknown>, noAccess: 401 | 404): Response {
  switch (refusal.error) {
    case "malformed":
      return problem(400, describeIssues(refusal.issues));
    case "no_access":
      return problem(noAccess, undefined, noAccess === 401 ? { "WWW-Authenticate": "Bearer" } : {});
    case "rate_limited":
      return problem(429, undefined, { "Retry-After": String(refusal.retryAfterSeconds) });
  }
}

/** What is wrong with an input, for programs. */
export function describeIssues(issues: readonly z.core.$ZodIssue[]): string {
  return issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
}

/** Answers for a database that is out of reach or too busy; any other error is a bug. */
function answerUnavailable(error: unknown): Response {
  if (!isUnavailable(error)) throw error;
  log.warn({ err: error }, "the database is unavailable");
  return problem(503, undefined, { "Retry-After": String(RETRY_AFTER_SECONDS) });
}

async function readBody(request: Request, rule: RouteRules<unknown, unknown>["body"]): Promise<{ value: unknown } | { refused: Response }> {
  if (!rule) return { value: undefined };
  // Another site's form can't send this content type without a CORS preflight.
  if (rule.type === "json" && !/^application\/json\b/i.test(request.headers.get("content-type") ?? "")) {
    return { refused: problem(415, "The body should be application/json.") };
  }
  const bytes = await readBytes(request, rule.maxBytes);
  if (!bytes) return { refused: problem(413, `The body has more than ${rule.maxBytes} bytes.`) };
  try {
    const text = decodeText(bytes);
    return { value: rule.type === "json" ? JSON.parse(text) : text };
  } catch {
    return { refused: problem(400, "The body can't be read.") };
  }
}
