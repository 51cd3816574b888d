import { AUDIT_ACTIONS, type AuditAction, SUBJECT_KINDS, type SubjectKind } from "@/lib/audit/actions";

/** What somebody did, before the name of the thing: "tagged" order ORD-…. */
const WORDS: Record<AuditAction, string> = {
  "order.confirmed": "confirmed",
  "order.cancelled": "cancelled",
  "order.shipped": "sent a parcel of",
  "order.delivered": "marked as delivered",
  "order.noted": "wrote a note on",
  "order.tagged": "tagged",
  "order.untagged": "removed a tag from",
  "order.refunded": "refunded",
  "order.transfer_recorded": "recorded a transfer for",
  "orders.exported": "exported",
  "refund.transferred": "marked as transferred",
  "return.approved": "approved",
  "return.received": "received",
  "return.rejected": "rejected",
  "return.closed": "closed",
  "return.refunded": "refunded",
  "alert.resolved": "resolved",
  "message.resent": "sent again",
  "view.saved": "saved",
  "view.deleted": "deleted",
  "customers.exported": "exported",
  "staff.signed_in": "signed in as",
  "staff.signed_out": "signed out as",
  "staff.verified": "showed the second factor of",
  "staff.locked_out": "was locked out as",
  "staff.added": "added",
  "staff.invited": "invited",
  "staff.invitation_withdrawn": "withdrew the invitation of",
  "staff.invitation_accepted": "accepted the invitation of",
  "staff.renamed": "renamed",
  "staff.role_changed": "changed the role of",
  "staff.password_changed": "changed the password of",
  "staff.factor_set_up": "set up an authenticator for",
  "staff.factor_removed": "removed the authenticator of",
  "staff.factor_reset": "reset the second factor of",
  "staff.recovery_codes_renewed": "made new recovery codes for",
  "staff.recovery_code_used": "used a recovery code of",
  "staff.passkey_added": "added a passkey for",
  "staff.passkey_removed": "removed a passkey of",
  "staff.session_ended": "ended a session of",
  "staff.sessions_ended": "ended all sessions of",
  "staff.disabled": "disabled",
  "setting.changed": "changed",
  "job.run": "ran",
  "audit.exported": "exported",
};

/** What somebody did to their own account, as a whole. */
const OWN_WORDS: Partial<Record<AuditAction, string>> = {
  "staff.signed_in": "signed in",
  "staff.signed_out": "signed out",
  "staff.verified": "showed that it is still them",
  "staff.locked_out": "was locked out",
  "staff.invitation_accepted": "accepted their invitation",
  "staff.renamed": "changed their name",
  "staff.password_changed": "changed their password",
  "staff.factor_set_up": "set up an authenticator",
  "staff.factor_removed": "removed their authenticator",
  "staff.recovery_codes_renewed": "made new recovery codes",
  "staff.recovery_code_used": "used a recovery code",
  "staff.passkey_added": "added a passkey",
  "staff.passkey_removed": "removed a passkey",
  "staff.session_ended": "ended one of their sessions",
  "staff.sessions_ended": "ended all their sessions",
};

const KINDS: Record<SubjectKind, string> = {
  order: "order",
  return: "return",
  refund: "refund",
  alert: "alert",
  message: "email",
  customer: "customer",
  product: "product",
  staff: "staff member",
  view: "view",
  setting: "setting",
  job: "job",
  audit: "audit log",
};

/** What was done, as a part of a sentence; the code itself if another version of the shop wrote it. */
export function describeAction(what: string): string {
  const known = AUDIT_ACTIONS.find((action) => action === what);
  return known ? WORDS[known] : `did “${what}” to`;
}

/** What somebody did to their own account; undefined where the words for others' fit. */
export function describeOwnAction(what: string): string | undefined {
  return new Map(Object.entries(OWN_WORDS)).get(what);
}

export function describeKind(kind: string): string {
  const known = SUBJECT_KINDS.find((one) => one === kind);
  return known ? KINDS[known] : kind;
}

/** All actions with their words, in groups of their things, for a choice. */
export function groupActions(): { name: string; actions: { value: AuditAction; label: string }[] }[] {
  const names = [...new Set(AUDIT_ACTIONS.map(groupOf))];
  return names.map((name) => ({
    name: capitalised(name),
    actions: AUDIT_ACTIONS.filter((action) => groupOf(action) === name).map((value) => ({
      value,
      label: capitalised(value.slice(name.length + 1).replaceAll("_", " ")),
    })),
  }));
}

const groupOf = (action: AuditAction) => action.slice(0, action.indexOf("."));

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
