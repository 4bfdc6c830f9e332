import * as v from 'valibot';
import { caMau } from '../../lib/catalogue/ca-mau/ca-mau.ts';
import { dayOf, MINUTE_MS, toIsoDay, type Instant } from '../../lib/domain/time/instant.ts';
import type { Outage } from '../../simulation/outage.ts';

/** A whole number; the messages name the option. */
export const whole = (name: string, from: number, to: number) =>
	v.pipe(
		v.string(),
		v.regex(/^\d{1,15}$/, `${name} must be a whole number`),
		v.transform(Number),
		v.minValue(from, `${name} must be at least ${from}`),
		v.maxValue(to, `${name} must be at most ${to}`)
	);

export const decimal = (name: string, from: number, to: number) =>
	v.pipe(
		v.string(),
		v.regex(/^\d{1,9}(\.\d{1,9})?$/, `${name} must be a number`),
		v.transform(Number),
		v.minValue(from, `${name} must be at least ${from}`),
		v.maxValue(to, `${name} must be at most ${to}`)
	);

const UNITS = new Set(caMau.units.map(({ code }) => code));
const COMMUNES = caMau.units.filter(({ kind }) => kind === 'commune').length;

/** So many communes, or these units. Codes have more digits than a number of communes. */
export type Silent = { readonly count: number } | { readonly units: readonly string[] };

export const silent = v.pipe(
	v.string(),
	v.rawTransform(({ dataset, addIssue, NEVER }): Silent => {
		const text = dataset.value;
		if (/^\d{1,2}$/.test(text)) {
			if (Number(text) >= 1 && Number(text) <= COMMUNES) return { count: Number(text) };
			addIssue({ message: `--silent must be 1 to ${COMMUNES} communes, or codes of units` });
			return NEVER;
		}
		const units = text.split(',').map((code) => code.trim());
		const unknown = units.filter((code) => !UNITS.has(code));
		if (unknown.length === 0) return { units };
		addIssue({ message: `--silent: the catalogue has no unit ${unknown.map((code) => `"${code}"`).join(', ')}` });
		return NEVER;
	})
);

/** After the start of live, or at a time of the office. */
export type OutagePlan = { readonly lastingMs: number } & (
	| { readonly kind: 'after'; readonly afterMs: number }
	| { readonly kind: 'at'; readonly minute: string; readonly day: string | null }
);

const LONGEST_OUTAGE_MINUTES = 2_880;

export const outage = v.pipe(
	v.string(),
	v.rawTransform(({ dataset, addIssue, NEVER }): OutagePlan => {
		const match = /^(?:\+(\d{1,6}(?:\.\d+)?)|(?:(\d{4}-\d{2}-\d{2})T)?(\d{2}:\d{2})),(\d{1,4}(?:\.\d+)?)$/.exec(
			dataset.value
		);
		const [, after, day = null, minute, lasting] = match ?? [];
		const lastingMs = Number(lasting) * MINUTE_MS;
		const isTime = after !== undefined || !Number.isNaN(Date.parse(`${day ?? '2026-01-01'}T${minute ?? ''}:00+07:00`));
		if (match === null || !isTime || !(lastingMs > 0) || lastingMs > LONGEST_OUTAGE_MINUTES * MINUTE_MS) {
			addIssue({
				message: `--outage must be FROM,MINUTES: +5,30 or 09:00,90 or 2026-11-20T09:00,90, ${LONGEST_OUTAGE_MINUTES} minutes at most`
			});
			return NEVER;
		}
		if (after !== undefined) return { kind: 'after', afterMs: Number(after) * MINUTE_MS, lastingMs };
		return { kind: 'at', day, minute: minute ?? '', lastingMs };
	})
);

/** `liveFrom`: what the simulated clock shows when live begins; a time without a day is of that day. */
export function toOutage(plan: OutagePlan, liveFrom: Instant): Outage {
	const from =
		plan.kind === 'after'
			? liveFrom + plan.afterMs
			: Date.parse(`${plan.day ?? toIsoDay(dayOf(liveFrom))}T${plan.minute}:00+07:00`);
	return { from, until: from + plan.lastingMs };
}

const MOST_SCREENS = 20_000;

export interface StormPlan {
	readonly screens: number;
	/** How long they may take to come back. */
	readonly patienceMs: number;
}

export const storm = v.pipe(
	v.string(),
	v.rawTransform(({ dataset, addIssue, NEVER }): StormPlan => {
		const match = /^(\d{1,6})(?:,(\d{1,4}))?$/.exec(dataset.value);
		const screens = Number(match?.[1]);
		const seconds = Number(match?.[2] ?? 60);
		if (match !== null && screens >= 1 && screens <= MOST_SCREENS && seconds >= 1) {
			return { screens, patienceMs: seconds * 1000 };
		}
		addIssue({ message: `--storm must be N or N,SECONDS: 1 to ${MOST_SCREENS} screens, 1 to 9999 seconds` });
		return NEVER;
	})
);
