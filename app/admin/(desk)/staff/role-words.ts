import type { Permission } from "@/lib/auth/permissions";
import type { StaffMember } from "@/lib/auth/staff-accounts";

type Role = StaffMember["role"];

export const ROLE_WORDS: Record<Role, { name: string; text: string }> = {
  owner: { name: "Owner", text: "Everything, also staff and settings." },
  manager: { name: "Manager", text: "Runs the shop: orders, money, catalogue, figures." },
  fulfilment: { name: "Fulfilment", text: "Packs, ships, counts stock, takes returns." },
  support: { name: "Support", text: "Answers customers, changes orders, refunds." },
  viewer: { name: "Viewer", text: "Reads, changes nothing." },
};

/** What each right lets one do, in the order of the table. */
export const PERMISSION_WORDS: Record<Permission, string> = {
  "account:own": "See one’s own account",
  "account:secure": "Change one’s own password and second factor",
  "orders:read": "See orders",
  "orders:change": "Change, tag and cancel orders",
  "orders:fulfil": "Pack and ship orders",
  "money:record": "Record transfers and cash",
  "money:refund": "Refund",
  "returns:decide": "Decide on returns",
  "catalogue:read": "See products",
  "catalogue:change": "Change products and prices",
  "stock:adjust": "Correct stock",
  "customers:read": "See customers",
  "customers:change": "Change customers and notes",
  "customers:export": "Export customers",
  "customers:erase": "Erase customers’ data",
  "promotions:change": "Change coupons",
  "content:change": "Change pages and stories",
  "figures:read": "See sales figures",
  "messages:read": "Read mails that were sent",
  "messages:resend": "Send mails again",
  "work:read": "See what is waiting",
  "alerts:resolve": "Resolve alerts",
  "jobs:run": "Run scheduled jobs",
  "staff:read": "See staff",
  "staff:change": "Invite and change staff",
  "audit:read": "Read the audit log",
  "audit:export": "Export the audit log",
  "settings:read": "See settings",
  "settings:change": "Change settings",
};
