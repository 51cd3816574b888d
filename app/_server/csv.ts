import { stringify } from "csv-stringify/sync";

/** The cells of a row, in the order of the columns. */
export type CsvRow = readonly (string | number | null)[];

/**
 * Answers with a table as a download, written while it is read, a batch at a time. A cell that a spreadsheet would take for a
 * formula begins with an apostrophe.
 */
export function csvResponse(name: string, columns: readonly string[], batches: AsyncGenerator<readonly CsvRow[]>): Response {
  const encoder = new TextEncoder();
  const encode = (rows: readonly CsvRow[]) => encoder.encode(stringify([...rows], { escape_formulas: true }));
  const body = new ReadableStream<Uint8Array>({
    // The mark says to spreadsheets that it is UTF-8.
    start: (controller) => controller.enqueue(encoder.encode(`\uFEFF${stringify([[...columns]])}`)),
    pull: async (controller) => {
      const next = await batches.next();
      if (next.done) controller.close();
      else controller.enqueue(encode(next.value));
    },
    cancel: async () => {
      await batches.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}.csv"`,
      "Cache-Control": "no-store",
    },
  });
}
