import fc from 'fast-check';
import type { EventRecord } from '../../src/lib/contract/record.ts';
import { DAY_MS, HOUR_MS, type Instant, toIsoInstant } from '../../src/lib/domain/time/instant.ts';
import type { Office } from './office.ts';

export const UNITS = ['31825', '32002', 'H12.05', '32152', 'H12.06'] as const;
export const HANDLERS = ['Lê Thị Út', 'Đặng Văn Ân'] as const;
const PROCEDURES = ['1.004873', '1.001193'] as const;
const TYPES = [
	'filed',
	'transferred',
	'transfer-accepted',
	'accepted',
	'processing',
	'supplement-requested',
	'supplement-received',
	'payment-requested',
	'appointed',
	'apologised',
	'withdrawn',
	'resolved',
	'returned'
] as const;

const happening = fc.record({
	/** Dossiers come one after another; this one or one of the few before it. */
	earlier: fc.integer({ min: 0, max: 5 }),
	type: fc.constantFrom(...TYPES),
	afterMinutes: fc.integer({ min: 1, max: 130 }),
	lagHours: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 80 })),
	step: fc.option(fc.constant('Thẩm định'), { nil: undefined, freq: 1 }),
	expectedResult: fc.option(fc.constant('Giấy phép'), { nil: undefined, freq: 1 }),
	returnIn: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined })
});

/**
 * Lets two weeks pass in an office in which everything goes wrong that can: every figure and nearly every finding counts
 * something, in several units and hands. The same each time; the last event is just before `end`.
 */
export async function letTroublePass(office: Office, end: Instant): Promise<void> {
	const [happenings = []] = fc.sample(fc.array(happening, { minLength: 260, maxLength: 260 }), { numRuns: 1, seed: 5 });
	const total = happenings.reduce((sum, { afterMinutes }) => sum + afterMinutes, 0);
	let at = end - total * 60_000 - HOUR_MS;
	await letMassClosing(office, at - 21 * DAY_MS, at - 2 * DAY_MS);
	let held: EventRecord[] = [];
	for (const [place, { earlier, type, afterMinutes, lagHours, returnIn, ...facts }] of happenings.entries()) {
		at += afterMinutes * 60_000;
		const dossier = Math.max(0, Math.floor((place * 44) / happenings.length) - earlier);
		const unit = <T>(from: readonly T[], n: number) => from[n % from.length];
		const handler = unit([...HANDLERS, undefined], dossier >> 1);
		const resolving = unit([...UNITS, UNITS[0], undefined], dossier);
		const happenedAt = at - lagHours * HOUR_MS;
		held.push({
			dossier: `H12-${String(dossier).padStart(3, '0')}`,
			type,
			at: toIsoInstant(happenedAt),
			receiving: unit(UNITS, dossier >> 1),
			returning: unit(UNITS, dossier >> 2),
			...(dossier % 9 === 4 ? {} : { procedure: unit(PROCEDURES, dossier) }),
			...(resolving === undefined ? {} : { resolving }),
			...(handler === undefined ? {} : { handler }),
			...Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)),
			...(returnIn === undefined
				? {}
				: {
						returnAt: toIsoInstant(happenedAt + returnIn * HOUR_MS),
						...(type === 'appointed' ? { cause: 'reappointment' } : {})
					})
		});
		if (place % 14 !== 13) continue;
		office.now = at;
		await office.push(held);
		held = [];
	}
	for (const unit of ['31825', 'H12.06']) await letRareThingsHappen(office, end, unit);
	office.now = end;
}

/** One end a day in a unit, and then two dozen on one day, half of them by each of two. */
async function letMassClosing(office: Office, from: Instant, peak: Instant): Promise<void> {
	const ended = (n: number, at: Instant): EventRecord[] => {
		const facts = {
			dossier: `H12-M${String(n).padStart(2, '0')}`,
			receiving: '31825',
			resolving: '31825',
			procedure: '1.001193',
			handler: HANDLERS[n % 2] ?? HANDLERS[0]
		};
		return [
			{ ...facts, type: 'accepted', at: toIsoInstant(at - HOUR_MS) },
			{ ...facts, type: 'resolved', at: toIsoInstant(at) }
		];
	};
	for (let day = 0; day < 6; day++) {
		office.now = from + day * DAY_MS;
		await office.push(ended(day, office.now));
	}
	office.now = peak;
	await office.push(Array.from({ length: 24 }, (_, n) => ended(6 + n, peak)).flat());
}

/** What chance brings about too seldom, in one unit. */
async function letRareThingsHappen(office: Office, end: Instant, unit: string): Promise<void> {
	const tell = (name: string, type: EventRecord['type'], daysAgo: number, more: Partial<EventRecord> = {}) => ({
		dossier: `H12-${name}-${unit}`,
		type,
		at: toIsoInstant(end - daysAgo * DAY_MS),
		receiving: unit,
		resolving: unit,
		handler: HANDLERS[0],
		...more
	});
	const promise = (daysAgo: number) => ({ returnAt: toIsoInstant(end - daysAgo * DAY_MS) });
	const again = (daysAgo: number) => ({ ...promise(daysAgo), cause: 'reappointment' as const });
	office.now = end - 12 * DAY_MS;
	await office.push([
		tell('S1', 'accepted', 12.1, { procedure: '1.001193' }),
		tell('S2', 'accepted', 12.1, promise(6)),
		tell('S3', 'accepted', 12.1, promise(7)),
		tell('S4', 'accepted', 12.1, promise(7))
	]);
	office.now = end - 4 * DAY_MS;
	await office.push([tell('S9', 'accepted', 5)]);
	await office.hand(`H12-S9-${unit}`, HANDLERS[1]);
	office.now = end;
	await office.push([
		tell('S1', 'supplement-requested', 2),
		tell('S2', 'resolved', 6.5),
		tell('S3', 'withdrawn', 5),
		tell('S4', 'appointed', 8, again(5)),
		tell('S4', 'appointed', 6, again(3)),
		tell('S5', 'filed', 5),
		tell('S6', 'accepted', 5),
		tell('S6', 'transferred', 4.9),
		tell('S7', 'accepted', 0.08, promise(-0.1)),
		{ dossier: `H12-S8-${unit}`, type: 'filed', at: toIsoInstant(end - HOUR_MS), receiving: unit }
	]);
}
