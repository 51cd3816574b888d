import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { ZERO } from "@/lib/core/money";
import { type RenderedMail, renderAlert, renderAuditHead, renderInvitation, renderMail, renderShopMail } from "@/lib/mail/render";
import {
  sampleAlerts,
  sampleAuditHead,
  sampleInvitation,
  sampleMessages,
  sampleOrder,
  sampleShop,
  sampleShopAlerts,
  sampleShopMessage,
  sampleTransfer,
} from "@/lib/mail/samples";
import { showPictures } from "@/lib/mail/transports/pictures";

// Renders every mail with sample data into .data/mails, for review without a server.
const folder = path.resolve(".data/mails");

const mails: { name: string; mail: RenderedMail }[] = [];
for (const message of sampleMessages) {
  const order = message.kind === "payment_incomplete" ? sampleTransfer : sampleOrder;
  mails.push({ name: message.kind, mail: await renderMail(message, order) });
}
for (const message of sampleAlerts) mails.push({ name: message.data.alert, mail: await renderAlert(message, sampleShop, sampleOrder) });
for (const message of sampleShopAlerts) mails.push({ name: message.data.alert, mail: await renderAlert(message, sampleShop, null) });
const received = { kind: "order_received", data: {} } as const;
const cash = { ...sampleOrder, paymentMethod: "cash_on_delivery" } as const;
const free = { ...sampleOrder, paymentMethod: "free", totalCents: ZERO } as const;
mails.push(
  { name: "order_received_transfer", mail: await renderMail(received, sampleTransfer) },
  { name: "order_received_cash", mail: await renderMail(received, cash) },
  { name: "order_received_free", mail: await renderMail(received, free) },
  { name: "back_in_stock", mail: await renderShopMail(sampleShopMessage, sampleShop) },
  { name: "staff_audit_head", mail: await renderAuditHead(sampleAuditHead, sampleShop) },
  {
    name: "staff_invitation",
    mail: await renderInvitation(sampleInvitation, sampleShop, `${sampleShop.siteUrl}/admin/invitation?token=a-link`),
  },
);

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
for (const { name, mail } of mails) {
  await writeFile(path.join(folder, `${name}.html`), showPictures(mail));
  await writeFile(path.join(folder, `${name}.txt`), `${mail.subject}\n\n${mail.text}\n`);
}
const items = mails.map(
  ({ name, mail }) => `<li><a href="${name}.html">${mail.subject}</a> · <a href="${name}.txt">text</a> · ${name}</li>`,
);
await writeFile(
  path.join(folder, "index.html"),
  `<!doctype html><meta charset="utf-8"><title>Mails</title><h1>Mails</h1><ul>${items.join("\n")}</ul>\n`,
);
console.log(path.join(folder, "index.html"));
