import { decodeText, problem, readBytes } from "./http";

/** Next's limit for an action is 1 MB. */
const MAX_BYTES = 1_000_000;

/** Strings that begin with a dollar sign are React's own references, with two exceptions; a form's arguments need these kinds. */
const REFERENCE = /^\$(\$|undefined$|NaN$|-?Infinity$|-0$|D\d|K[0-9a-f]+$|[0-9a-f]+(:|$))/;

/**
 * Refuses the body of a form or an action that can't be read, because Next reads it before any action runs and would
 * answer 500. Returns undefined for a readable body.
 */
export async function refuseFormBody(request: Request): Promise<Response | undefined> {
  const bytes = await readBytes(request, MAX_BYTES);
  if (!bytes) return problem(413, `The body has more than ${MAX_BYTES} bytes.`);
  try {
    const type = request.headers.get("content-type") ?? "";
    if (/^multipart\/form-data/i.test(type)) {
      const form = await new Response(new Uint8Array(bytes), { headers: { "Content-Type": type } }).formData();
      // If script sent it, numbered parts contain the action's arguments.
      for (const [name, value] of form) {
        if (/^\d+$/.test(name)) checkPart(name, String(value), form);
        // Without script, these contain the page's data about the action.
        else if (/^\$ACTION_\w+:\d+$/.test(name)) JSON.parse(String(value));
      }
    } else if (request.headers.has("next-action")) {
      checkPart("0", decodeText(bytes), new FormData());
    }
    return undefined;
  } catch {
    return problem(400, "The body can't be read.");
  }
}

/** Throws for a part that React can't read. Part 0 is the list of arguments. */
function checkPart(name: string, json: string, form: FormData): void {
  const parsed: unknown = JSON.parse(json, (_, value: unknown) => {
    if (typeof value !== "string" || !value.startsWith("$")) return value;
    if (!REFERENCE.test(value)) throw new Error("a reference of an unknown kind");
    const [, part] = /^\$([0-9a-f]+)(?::|$)/.exec(value) ?? [];
    if (part && part !== "0" && !form.has(String(Number.parseInt(part, 16)))) throw new Error("a reference to a missing part");
    return value;
  });
  if (name === "0" && !Array.isArray(parsed)) throw new Error("no list of arguments");
}
