import { decodeText, problem, readBytes } from "./http";

/** Next's limit for an action is 1 MB. */
const MAX_BYTES = 1_000_000;

/** Strings that begin with a dollar sign are React's own references, with two exceptions; a form's arguments need these kinds. */
const REFERENCE = /^\$(\$|undefined$|NaN$|-?Infinity$|-0$|D\d|K[0-9a-f]+$|0(:|$))/;

/** Next runs a cached function for anybody, with any arguments, as it runs an action. The first bit of its id tells them apart. */
const CACHED_FUNCTION = /^[89a-f][\da-f]{41}$/;

/** More than any of the shop's forms has. */
const MAX_PARTS = 1000;

/** More than any action has; React throws for more than 1,000. */
const MAX_ARGUMENTS = 100;

/** Much more than the state of any of the shop's forms has. Reading more takes so long that others would notice. */
const MAX_ARGUMENT_CHARACTERS = 200_000;

/** A small body may mean a large one, because React copies what a reference refers to. */
const MAX_COPIED_CHARACTERS = 1_000_000;

/**
 * Refuses a form or an action that comes from another site or can't be read, because Next reads it before any action runs and
 * would answer 500. Returns undefined for a readable one.
 */
export async function refuseFormBody(request: Request): Promise<Response | undefined> {
  if (isForeign(request.headers)) return problem(403, "The form is not on a page of this shop.");
  const type = request.headers.get("content-type") ?? "";
  const action = request.headers.get("next-action");
  if (action && CACHED_FUNCTION.test(action)) return problem(404, "This action does not exist.");
  const isMultipart = /^multipart\/form-data\b/i.test(type);
  if (!isMultipart && !(action !== null && /^text\/plain\b/i.test(type))) return problem(415, "The body should be multipart/form-data.");
  const bytes = await readBytes(request, MAX_BYTES);
  if (!bytes) return problem(413, `The body has more than ${MAX_BYTES} bytes.`);
  try {
    if (isMultipart) {
      const parts = countParts(bytes, type);
      const form = await new Response(new Uint8Array(bytes), { headers: { "Content-Type": type } }).formData();
      if ([...form].length !== parts) throw new Error("parts that can't be told apart");
      for (const [name, value] of form) if (name.startsWith("$ACTION_")) checkAction(name, String(value));
      // If script sent the form, this part contains the action's arguments.
      const lists = form.getAll("0");
      if (lists.length > 1 || (action !== null && lists.length === 0)) throw new Error("no arguments");
      for (const list of lists) checkArguments(String(list));
    } else {
      checkArguments(decodeText(bytes));
    }
    return undefined;
  } catch {
    return problem(400, "The body can't be read.");
  }
}

/** Whether a page of another site sent the request, as Next judges it. Programs other than browsers send no origin. */
function isForeign(headers: Headers): boolean {
  const origin = headers.get("origin");
  if (origin === null) return false;
  const host = headers.get("x-forwarded-host")?.split(",")[0]?.trim() || headers.get("host");
  return !URL.canParse(origin) || new URL(origin).host !== host;
}

const BOUNDARY = /\bboundary=(?:"([^"]+)"|([^\s;]+))/i;
/** What browsers send before a field's value. Next reads stricter than this process's own `FormData`, and throws. */
const PART_HEAD =
  /^content-disposition: form-data; name="[^"\p{Cc}]{0,1000}"(?:; filename="[^"\p{Cc}]{0,1000}")?(?:\r\ncontent-type: [\w /+.;=-]{1,200})?\r\n\r\n/iu;

/** Counts a form's parts. Throws for too many, which take long to read, and for a part without the head of a browser's. */
function countParts(bytes: Uint8Array, type: string): number {
  const [, quoted, plain] = BOUNDARY.exec(type) ?? [];
  const [, ...parts] = Buffer.from(bytes)
    .toString()
    .split(`--${quoted ?? plain}\r\n`);
  if (parts.length > MAX_PARTS || !parts.every((part) => PART_HEAD.test(part))) throw new Error("no browser's form");
  return parts.length;
}

/** Throws for a field that names an action of a form without script, or has the page's data about it, unless Next can read it. */
function checkAction(name: string, value: string): void {
  if (CACHED_FUNCTION.test(name.replace("$ACTION_ID_", ""))) throw new Error("no action");
  if (!/:\d+$/.test(name)) return;
  if (value.length > MAX_ARGUMENT_CHARACTERS) throw new Error("a page's data is too long");
  JSON.parse(value, (_, each: unknown) => {
    if (typeof each === "string" && CACHED_FUNCTION.test(each)) throw new Error("no action");
    return each;
  });
}

/** Throws for a list of arguments that React can't read. */
function checkArguments(json: string): void {
  if (json.length > MAX_ARGUMENT_CHARACTERS) throw new Error("the arguments are too long");
  const paths: string[][] = [];
  const list: unknown = JSON.parse(json, (_, value: unknown) => {
    if (typeof value !== "string" || !value.startsWith("$")) return value;
    if (!REFERENCE.test(value)) throw new Error("a reference of an unknown kind");
    if (value.startsWith("$0")) paths.push(value.split(":").slice(1));
    return value;
  });
  if (!Array.isArray(list) || list.length > MAX_ARGUMENTS) throw new Error("no list of arguments");
  if (paths.length * json.length > MAX_COPIED_CHARACTERS) throw new Error("too many references");
  for (const path of paths) checkPath(list, path);
}

/** Throws unless the path leads to an object without references: React sends nothing else twice. */
function checkPath(list: unknown, path: readonly string[]): void {
  let target = list;
  for (const key of path) {
    if (typeof target !== "object" || target === null || key === "__proto__") throw new Error("a reference to nothing");
    target = Object.getOwnPropertyDescriptor(target, key)?.value;
  }
  if (typeof target !== "object" || target === null) throw new Error("a reference to nothing");
  if (JSON.stringify(target).includes('"$0')) throw new Error("a reference to a reference");
}
