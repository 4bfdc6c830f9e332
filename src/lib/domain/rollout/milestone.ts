/** What a unit passes on its way (mốc triển khai). The ledger tells the first four, somebody ticks the others. */
export const LEDGER_MILESTONES = ['first-received', 'first-resolved', 'first-returned', 'first-full-week'] as const;
export type LedgerMilestone = (typeof LEDGER_MILESTONES)[number];
export const HAND_MILESTONES = ['staff-trained', 'counter-equipped', 'public-told'] as const;
export type HandMilestone = (typeof HAND_MILESTONES)[number];
export type Milestone = HandMilestone | LedgerMilestone;

/** In the order in which a unit usually passes them. */
export const MILESTONES: readonly Milestone[] = [...HAND_MILESTONES, ...LEDGER_MILESTONES];

/**
 * Working days after go-live by which a milestone is expected; 0 is the day itself. Later than that it lags. These are
 * the office's own expectation, not a rule of law.
 */
export const EXPECTED_WITHIN: Readonly<Record<Milestone, number>> = {
	'staff-trained': 0,
	'counter-equipped': 0,
	'public-told': 0,
	'first-received': 5,
	'first-resolved': 10,
	'first-returned': 20,
	'first-full-week': 20
};

/** From so many working days without a dossier received or resolved for another unit on, a unit is named. */
export const QUIET_WORKING_DAYS = 5;

export function isHandMilestone(text: unknown): text is HandMilestone {
	return HAND_MILESTONES.some((one) => one === text);
}

export function isMilestone(text: unknown): text is Milestone {
	return MILESTONES.some((one) => one === text);
}
