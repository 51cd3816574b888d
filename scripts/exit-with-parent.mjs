// `node exit-with-parent.mjs PROGRAM …`: a Node program that ends when the one who started it is gone, even by SIGKILL.
import path from "node:path";
import { pathToFileURL } from "node:url";

process.once("disconnect", () => process.exit(1));
// The channel alone must not keep a program alive that has done its work.
process.channel?.unref();
process.argv.splice(1, 1);
await import(pathToFileURL(path.resolve(process.argv[1])).href);
