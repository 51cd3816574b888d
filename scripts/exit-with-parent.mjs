// `node exit-with-parent.mjs PROGRAM …`: runs a Node program that ends when its parent is gone, even by SIGKILL.
import path from "node:path";
import { pathToFileURL } from "node:url";

process.once("disconnect", () => process.exit(1));
// The channel must not keep a finished program alive.
process.channel?.unref();
process.argv.splice(1, 1);
await import(pathToFileURL(path.resolve(process.argv[1])).href);
