/**
 * Unit of a published time limit: ngày làm việc, ngày, giờ, trả ngay trong ngày. Never mixed.
 * One working day is eight working hours, as running provincial systems count.
 */
export const LIMIT_UNITS = ['working-day', 'calendar-day', 'hour', 'same-day'] as const;
export type LimitUnit = (typeof LIMIT_UNITS)[number];

/** After a supplement the limit starts again, or goes on where it stopped. */
export const SUPPLEMENT_RULES = ['restart', 'pause'] as const;
export type SupplementRule = (typeof SUPPLEMENT_RULES)[number];

export interface Limit {
	readonly value: number;
	readonly unit: LimitUnit;
}

/** What the clock needs to know of a procedure on the day of acceptance. A null limit: none is published. */
export interface DeadlineRule {
	readonly limit: Limit | null;
	readonly supplement: SupplementRule;
}
