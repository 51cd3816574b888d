import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import sharp from "sharp";
import { beforeAll, expect, it } from "vitest";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import type { DrawnCode } from "@/lib/bank-slips/draw-code";
import { epcQrPayload } from "@/lib/bank-slips/epc-qr";
import { cents } from "@/lib/core/money";
import { content } from "@/tests/factories/invoices";
import { slipCodes } from "./transfer-slip";

beforeAll(() => {
  // The module is read from the package, because the reader would otherwise download it.
  const { buffer } = new Uint8Array(readFileSync(createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm")));
  prepareZXingModule({ overrides: { wasmBinary: buffer } });
});

/** Reads a code on a white background as a scanner would. */
async function scan({ width, height, path }: DrawnCode): Promise<{ format: string; text: string }[]> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 ${width + 8} ${height + 8}" width="${(width + 8) * 4}"><rect x="-4" y="-4" width="100%" height="100%" fill="#fff"/><path d="${path}"/></svg>`;
  const png = await sharp(Buffer.from(svg)).png().toBuffer();
  return (await readBarcodes(new Uint8Array(png))).map(({ format, text }) => ({ format, text }));
}

it("both codes of a transfer scan as its payment details, including Croatian letters", async () => {
  const epc = epcQrPayload({
    name: "Earthman d.o.o.",
    iban: "HR1210010051863000160",
    amountCents: cents(10_499),
    reference: "RF1912345678901",
  });
  const transfer = {
    name: "Odjeća Šćepan d.o.o.",
    iban: "HR1210010051863000160",
    bic: "",
    amountCents: cents(10_499),
    rf: "RF1912345678901",
    hr00: "HR00 12345678901",
    due: new Date("2026-12-01"),
    epc,
  };
  const { sepa, hub3 } = slipCodes({ transfer, content: content(), locale: "en" });
  expect(await scan(sepa)).toEqual([{ format: "QRCode", text: epc }]);
  const [read, ...more] = hub3 ? await scan(hub3) : [];
  expect(more).toEqual([]);
  expect(read?.format).toBe("PDF417");
  const fields = read?.text.split("\n") ?? [];
  expect(fields.slice(0, 3)).toEqual(["HRVHUB30", "EUR", "000000000010499"]);
  expect(fields).toContain("Odjeća Šćepan d.o.o.");
  expect(fields).toContain("HR1210010051863000160");
  expect(fields).toContain("12345678901");
  const { hub3: abroad } = slipCodes({ transfer: { ...transfer, iban: "DE89370400440532013000" }, content: content(), locale: "en" });
  expect(abroad).toBeNull();
});
