import { atMinute, dayOf, HOUR_MS, MINUTE_MS, type Day } from '../lib/domain/time/instant.ts';
import { DossierStory } from './dossier-story.ts';
import { drawMatter, toDossierCode, type Filing } from './filing.ts';
import { findLimit, toReceiptDate } from './receipt-date.ts';
import { createRandom, type Random } from './random.ts';
import { toApplicant } from './simulate-day.ts';
import type { TimedRecord } from './timed-record.ts';
import type { World } from './world.ts';

/** A story of the busy hours is over by then. */
export const LONGEST_BUSY_STORY_MS = 3 * HOUR_MS;

/** Per hour in which the office is closed, as a share of an ordinary working day: one about every minute. */
const BUSY_SHARE = 0.08;
/** Running numbers above those of the ordinary dossiers of the day. */
const FIRST_NUMBER = 5001;

/**
 * What no office does: dossiers filed, worked on and returned while it is closed, at night, at noon and on days off,
 * so that somebody who looks at the demonstration then sees it move. Each is over within three hours.
 * Depends on the world and the day alone, like the ordinary dossiers, and shares no codes with them.
 */
export function simulateBusyHours(world: World, day: Day): readonly (readonly TimedRecord[])[] {
	const { seed, scale, calendar } = world;
	const windows = calendar.windowsOf(day);
	const random = createRandom(seed, 4, day);
	const minutes: number[] = [];
	for (let left = random.poisson(24 * BUSY_SHARE * scale); left > 0; left--) {
		const minute = random.between(0, 24 * 60);
		if (!windows.some(([from, to]) => minute >= from && minute < to)) minutes.push(minute);
	}
	const numbers = new Map<string, number>();
	return minutes
		.sort((a, b) => a - b)
		.map((minute, place) => {
			const own = createRandom(seed, 5, day, place);
			const filedAt = Math.floor(atMinute(day, minute) / 1000) * 1000;
			const filing: Filing = { ...drawMatter(world, day, own), channel: 'online', filedAt };
			const running = numbers.get(filing.resolving.code) ?? FIRST_NUMBER;
			numbers.set(filing.resolving.code, running + 1);
			return tellQuickly(world, toDossierCode(filing.resolving, day, running), filing, own);
		});
}

function tellQuickly(world: World, code: string, filing: Filing, random: Random): readonly TimedRecord[] {
	const { use, receiving, resolving, returning, channel, crossBoundary, filedAt } = filing;
	const story = new DossierStory(code, filing, random);
	const after = (from: number, to: number) => story.at + random.between(from, to) * MINUTE_MS;
	story.tell('filed', filedAt, {
		procedure: use.procedure.code,
		receiving: receiving.code,
		resolving: resolving.code,
		returning: returning.code,
		channel,
		applicantKind: use.applicant,
		expectedResult: use.result,
		applicant: { name: toApplicant(random.next()) }
	});
	if (crossBoundary) {
		story.tell('transferred', after(1, 6));
		story.tell('transfer-accepted', after(1, 8));
	}
	const limit = findLimit(use.procedure, dayOf(filedAt));
	const acceptedAt = story.place(after(1, 10));
	story.tell('accepted', acceptedAt, {
		step: 'Chờ phân công xử lý',
		...(limit === null ? {} : { returnAt: toReceiptDate(acceptedAt, limit, world), cause: 'receipt' })
	});
	story.tell('processing', after(1, 12), { handler: resolving.officials.draw(random), step: 'Thẩm định hồ sơ' });
	story.tell('resolved', after(4, 90), { step: 'Chờ trả kết quả' });
	story.tell('returned', after(1, 25), { step: null });
	return story.records;
}
