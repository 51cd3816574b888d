/** Keys with secret or personal values, compared without case, underscores and dashes. */
const PRIVATE_PARTS =
  /password|secret|token|authorization|cookie|apikey|signature|credential|email|phone|address|iban|firstname|lastname|vatid/;
const PRIVATE_KEYS = new Set([
  ...["name", "fullname", "recipient", "to", "from", "replyto", "company", "street", "city", "postalcode", "zip", "note", "message"],
  ...[
    "ip",
    "useragent",
    "referer",
    "url",
    "cartid",
    "checkoutkey",
    "couponcode",
    "params",
    "parameters",
    "query",
    "detail",
    "body",
    "headers",
  ],
]);

/**
 * Secret or personal data in a text, and what replaces it. Each pattern takes time in proportion to the text. The order matters:
 * URLs with passwords come before e-mail addresses.
 */
const PATTERNS: readonly (readonly [RegExp, string | ((found: string) => string)])[] = [
  [/:\/\/[^\s/@]+@/g, "://[secret]@"],
  [/\b(?:Bearer|Basic)\s+\S+/gi, "[secret]"],
  [/[^\s"'<>()=:,;]+/g, (word) => (/[^@]@[^@]+\.[\p{L}\d-]{2}/u.test(word) ? "[email]" : word)],
  [/\b[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,4})?\b/g, "[iban]"],
  [/(?:\+|\b00)[1-9](?:[ ()/.-]{0,2}\d){6,14}\b/g, "[phone]"],
  [/\b(?:\d[ -]?){12,18}\d\b/g, "[number]"],
  [/\b(?:sk|pk|rk|whsec|re)_[A-Za-z0-9_]{8,}/g, "[secret]"],
  [/[\w-]{32,}/g, (word) => (/\d/.test(word) && /[A-Za-z]/.test(word) && !/^[\da-f]{8}-[\da-f]{4}-/.test(word) ? "[token]" : word)],
];

/** The longest text in a log line, in characters. */
const MAX_TEXT = 4000;
/** The most entries of a list or an object. */
const MAX_ENTRIES = 100;
const DEEPEST = 6;

/** Replaces anything that looks like an e-mail address, phone number, IBAN, card number, key or token. */
function redactText(text: string): string {
  return PATTERNS.reduce(
    (result, [pattern, replacement]) => result.replace(pattern, typeof replacement === "string" ? () => replacement : replacement),
    shorten(text),
  );
}

/** Cuts a long text after a word, because no pattern would recognise half an address or token. */
function shorten(text: string): string {
  if (text.length <= MAX_TEXT) return text;
  const start = text.slice(0, MAX_TEXT);
  return `${start.slice(0, Math.max(start.lastIndexOf(" "), start.lastIndexOf("\n"), 0))} [${text.length} characters]`;
}

/** Returns a copy of `value` for the log, without secrets or personal data. Errors become plain objects. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return redactText(value);
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (depth >= DEEPEST) return "[deep]";
  if (value instanceof Error) return redactError(value, depth);
  if (Array.isArray(value)) return value.slice(0, MAX_ENTRIES).map((item) => redact(item, depth + 1));
  const entries = Object.entries(value).slice(0, MAX_ENTRIES);
  return Object.fromEntries(
    entries.map(([key, item]) => [redactText(key), isPrivate(shorten(key)) ? "[redacted]" : redact(item, depth + 1)]),
  );
}

function isPrivate(key: string): boolean {
  const plain = key.toLowerCase().replace(/[_-]/g, "");
  return PRIVATE_KEYS.has(plain) || PRIVATE_PARTS.test(plain);
}

/**
 * Keeps only an error's fields known to be harmless. A database error contains its statement's values in `parameters`,
 * `detail` and (from Drizzle) at the end of its message, but its codes and constraint are informative enough.
 */
function redactError(error: Error, depth: number): Record<string, unknown> {
  const fields = new Map<string, unknown>(Object.entries(error));
  const kept = ["code", "constraint_name", "table_name", "digest", "syscall", "status"].filter((name) => fields.get(name) !== undefined);
  return {
    type: error.name,
    message: redactMessage(error.message),
    ...Object.fromEntries(kept.map((name) => [name, redact(fields.get(name), depth + 1)])),
    stack: placesIn(error),
    ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
  };
}

/** The longest description of an error, in characters. */
const MAX_DESCRIPTION = 300;

/** The kind and the message of the error that caused this one, without personal data. */
export function describeError(error: unknown): string {
  let cause = error;
  for (let depth = 0; depth < DEEPEST && cause instanceof Error && cause.cause !== undefined; depth += 1) cause = cause.cause;
  const described = cause instanceof Error ? `${cause.name}: ${redactMessage(cause.message)}` : "an unknown error";
  return described.length > MAX_DESCRIPTION ? `${described.slice(0, MAX_DESCRIPTION - 1)}…` : described;
}

/** The lines of the stack after the message, which it repeats. */
function placesIn({ stack = "", message }: Error): string {
  const places = stack.slice(Math.max(stack.indexOf(message), 0) + message.length).split("\n", MAX_ENTRIES);
  return places.filter((line) => line.startsWith("    at ") && line.length < MAX_TEXT).join("\n");
}

/** Also removes quoted values, as in `invalid input syntax for type uuid: "…"`. Statements contain only placeholders. */
function redactMessage(message: string): string {
  const [sentence = "", params] = message.split("\nparams:");
  if (params !== undefined) return redactText(sentence);
  return redactText(
    shorten(sentence).replace(/(: |, |token )(?:"[^"\n]*"|'[^'\n]*'|`[^`\n]*`)/g, (_, before: string) => `${before}[value]`),
  );
}
