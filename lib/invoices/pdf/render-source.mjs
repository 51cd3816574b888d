// The worker's module in development and in tests, where no build has bundled it; plain JavaScript, because Node loads it.
import { register } from "tsx/esm/api";

register();
export const { renderPdf } = await import("./render-pdf.tsx");
