/** What is written into the audit log. Words are for people in both languages; the code is what stays. */
export const AUDIT_ACTIONS = [
	'signed-in',
	'sign-in-refused',
	'signed-out',
	'signed-out-everywhere',
	'password-changed',
	'password-reset',
	'second-factor-added',
	'second-factor-removed',
	'account-created',
	'account-disabled',
	'account-enabled',
	'grant-given',
	'grant-withdrawn',
	'reader-key-created',
	'reader-key-revoked',
	'applicant-viewed',
	'exported',
	'feed-saved',
	'feed-key-created',
	'feed-key-revoked',
	'records-replayed',
	'outlet-saved',
	'reassignment-resent',
	'reassignment-refused',
	'moved',
	'moved-back',
	'offered',
	'offer-answered',
	'desk-changed',
	'frozen',
	'signed-off',
	'published',
	'corrected',
	'withdrawn',
	'rollout-changed',
	'calendar-changed',
	'catalogue-changed',
	'travel-changed'
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** Flat, so that it reads as a line. Never a password, a token, a key or data of an applicant. */
export type AuditDetails = Readonly<Record<string, string | number | boolean | null>>;

/** Who did something: an account, by its name at that time. */
export interface AuditActor {
	readonly id: string;
	readonly name: string;
}

export function isAuditAction(text: unknown): text is AuditAction {
	return AUDIT_ACTIONS.some((action) => action === text);
}
