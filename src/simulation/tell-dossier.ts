import { endOfLimit } from '../lib/domain/clock/limit-end.ts';
import type { Limit } from '../lib/domain/clock/limit.ts';
import { startOfClock } from '../lib/domain/clock/start.ts';
import { DAY_MS, dayOf, MINUTE_MS, type Instant } from '../lib/domain/time/instant.ts';
import { DossierStory, type Details } from './dossier-story.ts';
import type { Filing } from './filing.ts';
import type { Random } from './random.ts';
import { findLimit, toReceiptDate } from './receipt-date.ts';
import * as reasons from './reasons.ts';
import type { TimedRecord } from './timed-record.ts';
import type { World } from './world.ts';

const WORKING_DAY = 480;

/** Everything the steps of one dossier need. */
interface Telling {
	readonly world: World;
	readonly filing: Filing;
	readonly random: Random;
	readonly story: DossierStory;
	readonly limit: Limit | null;
	/** Official working on it; null: nobody was named, a fault that happens. */
	readonly handler: string | null;
}

/** The whole life of a dossier, from its filing on, drawn from one stream of chance. */
export function tellDossier(
	world: World,
	code: string,
	filing: Filing,
	applicant: string,
	random: Random
): readonly TimedRecord[] {
	const { use, resolving } = filing;
	const telling: Telling = {
		world,
		filing,
		random,
		story: new DossierStory(code, filing, random),
		limit: findLimit(use.procedure, dayOf(filing.filedAt)),
		handler: random.chance(0.012) ? null : resolving.officials.draw(random)
	};
	const acceptedAt = receive(telling, applicant);
	if (acceptedAt !== null) {
		const closed = use.procedure.immediate ? resolveAtOnce(telling) : workThrough(telling, acceptedAt);
		if (closed) handOver(telling);
	}
	return telling.story.records;
}

/** From filing to acceptance; null when it is refused or gets lost on the way. */
function receive(telling: Telling, applicant: string): Instant | null {
	const { filing, random, story } = telling;
	const { use, receiving, resolving, returning, channel, crossBoundary, filedAt } = filing;
	const facts = {
		procedure: use.procedure.code,
		receiving: receiving.code,
		resolving: resolving.code,
		returning: returning.code,
		channel,
		applicantKind: use.applicant,
		...(random.chance(0.008) ? {} : { expectedResult: use.result }),
		applicant: { name: applicant }
	};
	if (channel === 'counter' && !crossBoundary) return accept(telling, filedAt, facts);
	story.tell('filed', filedAt, facts);
	if (random.chance(0.014)) {
		story.tell('refused', afterWork(telling, filedAt, random.skewed(90, 0.8)), {
			reason: random.pick(reasons.refusal)
		});
		return null;
	}
	if (!crossBoundary) return accept(telling, afterWork(telling, filedAt, receptionMinutes(telling)));
	const sentAt = story.tell('transferred', afterWork(telling, filedAt, random.skewed(30, 0.8)));
	const lot = random.next();
	if (lot < 0.003) return null;
	const lag = lot < 0.02 ? random.between(1, 6) * WORKING_DAY : random.skewed(75, 0.9);
	const takenOverAt = story.tell('transfer-accepted', afterWork(telling, sentAt, lag));
	return accept(telling, takenOverAt);
}

/** Filed in the night, it waits in the morning's pile; a few are left lying. */
function receptionMinutes({ world, filing, random }: Telling): number {
	if (random.chance(0.015)) return random.between(1, 3) * WORKING_DAY;
	const isOpen = world.calendar.clip(filing.filedAt) - filing.filedAt < MINUTE_MS;
	return isOpen ? random.skewed(22, 0.9) : random.between(4, 170);
}

function accept(telling: Telling, at: Instant, facts: Details = {}): Instant {
	const { world, filing, limit, random, story, handler } = telling;
	const acceptedAt = story.place(at);
	const withDate = limit !== null && !random.chance(0.03);
	return story.tell('accepted', acceptedAt, {
		...facts,
		...(filing.use.procedure.immediate ? { handler, step: 'Giải quyết tại quầy' } : { step: 'Chờ phân công xử lý' }),
		...(withDate ? { returnAt: toReceiptDate(acceptedAt, limit, world), cause: 'receipt' } : {})
	});
}

function resolveAtOnce(telling: Telling): boolean {
	const { filing, random, story } = telling;
	const slow = random.chance(0.0025 * filing.resolving.strain);
	const minutes = slow ? random.between(2, 5) * WORKING_DAY : Math.min(random.skewed(25, 0.8), 240);
	story.tell('resolved', afterWork(telling, story.at, minutes), { step: 'Chờ trả kết quả' });
	return true;
}

/** From acceptance to the end of processing; false when it stays open or is withdrawn. */
function workThrough(telling: Telling, acceptedAt: Instant): boolean {
	const { world, filing, limit, random, story, handler } = telling;
	const { calendar } = world;
	const startAt = startOfClock(acceptedAt, calendar);
	const term: Limit = limit ?? { value: 10, unit: 'working-day' };
	let due = endOfLimit(startAt, term, calendar);
	const minutes = calendar.workingMinutesBetween(startAt, due);

	story.tell('processing', afterWork(telling, acceptedAt, Math.min(random.skewed(110, 0.8), minutes * 0.15)), {
		...(handler === null ? {} : { handler }),
		...(random.chance(0.006) ? { step: null } : { step: 'Thẩm định hồ sơ' })
	});
	const isLate = random.chance(0.027 * filing.use.strain * filing.resolving.strain);
	const share = drawShare(minutes, random);

	if (random.chance(0.007)) {
		story.tell('withdrawn', afterWork(telling, startAt, minutes * share * random.next()), {
			reason: reasons.withdrawal
		});
		return false;
	}
	let restAt = startAt;
	if (minutes > WORKING_DAY && random.chance(0.055)) {
		const paused = waitForSupplement(telling, startAt, due, term);
		if (paused === null) return false;
		restAt = paused.from;
		due = paused.due;
	}
	if (random.chance(filing.use.payment)) {
		const paused = waitForPayment(telling, restAt, due);
		restAt = paused.from;
		due = paused.due;
	}
	if (random.chance(0.05) && handler !== null) handToColleague(telling, restAt, due);

	if (isLate) return finishLate(telling, due);
	const left = Math.max(30, calendar.workingMinutesBetween(restAt, due));
	const doneAt = afterWork(telling, restAt, left * share);
	if (minutes > 4 * WORKING_DAY && random.chance(0.2))
		story.tell('processing', calendar.subtractWorkingMinutes(doneAt, random.between(60, 300)), {
			step: 'Trình lãnh đạo phê duyệt'
		});
	story.tell('resolved', Math.min(doneAt, due - MINUTE_MS), { step: 'Chờ trả kết quả' });
	return true;
}

/** Of the time allowed, how much is used. Short limits are used up to their last hours, and so is every third long one. */
function drawShare(minutes: number, random: Random): number {
	if (minutes <= 5 * WORKING_DAY) return 0.46 + 0.52 * random.next() ** 0.6;
	if (random.chance(0.33)) return 1 - (WORKING_DAY / minutes) * random.between(0.04, 1);
	return 0.36 + 0.6 * random.next() ** 0.75;
}

interface Resumed {
	readonly from: Instant;
	readonly due: Instant;
}

/** The request comes within three working days of acceptance, as it should, or a little later. Null: never answered. */
function waitForSupplement(telling: Telling, startAt: Instant, due: Instant, term: Limit): Resumed | null {
	const { world, filing, random, story } = telling;
	const { calendar } = world;
	const before = Math.max(20, calendar.workingMinutesBetween(startAt, due) - 60);
	const after = (random.chance(0.06) ? random.between(3, 6) : random.between(0.2, 2.9)) * WORKING_DAY;
	const askedAt = story.tell('supplement-requested', afterWork(telling, startAt, Math.min(after, before)), {
		step: 'Chờ công dân bổ sung giấy tờ',
		reason: random.pick(reasons.supplement)
	});
	if (random.chance(0.04)) {
		if (random.chance(0.5))
			story.tell('withdrawn', calendar.clip(askedAt + random.between(20, 45) * DAY_MS), { reason: reasons.withdrawal });
		return null;
	}
	const from = afterWork(telling, askedAt + Math.min(random.skewed(3, 0.7), 30) * DAY_MS, random.between(5, 200));
	const newDue =
		filing.use.procedure.supplementRule === 'restart'
			? Math.max(due, endOfLimit(startOfClock(from, calendar), term, calendar))
			: calendar.addWorkingMinutes(due, calendar.workingMinutesBetween(askedAt, from));
	story.tell('supplement-received', from, {
		step: 'Thẩm định hồ sơ',
		...(random.chance(0.6) ? { returnAt: newDue, cause: 'supplement' } : {})
	});
	return { from, due: newDue };
}

function waitForPayment(telling: Telling, from: Instant, due: Instant): Resumed {
	const { world, random, story } = telling;
	const { calendar } = world;
	const left = Math.max(30, calendar.workingMinutesBetween(from, due));
	const askedAt = story.tell('payment-requested', afterWork(telling, from, left * random.between(0.2, 0.5)), {
		step: 'Chờ thực hiện nghĩa vụ tài chính'
	});
	const paidAt = afterWork(telling, askedAt + Math.min(random.skewed(3.5, 0.7), 30) * DAY_MS, random.between(5, 120));
	const resumedAt = story.tell('processing', paidAt, { step: 'Thẩm định hồ sơ' });
	return { from: resumedAt, due: calendar.addWorkingMinutes(due, calendar.workingMinutesBetween(askedAt, resumedAt)) };
}

function handToColleague(telling: Telling, from: Instant, due: Instant): void {
	const { world, filing, random, story } = telling;
	const left = world.calendar.workingMinutesBetween(from, due);
	story.tell('assigned', afterWork(telling, Math.max(from, story.at), left * random.between(0.02, 0.2)), {
		handler: filing.resolving.officials.draw(random),
		by: `Lãnh đạo · ${filing.resolving.name}`
	});
}

/** Some say sorry in time and give a new date, which most of them keep; the others are simply late. */
function finishLate(telling: Telling, due: Instant): boolean {
	const { world, filing, random, story } = telling;
	const { calendar } = world;
	const delay = Math.min(random.skewed(3.8, 0.9), 45) * WORKING_DAY;
	let doneAt = afterWork(telling, due, delay);
	if (random.chance(0.28)) {
		const inTime = random.chance(0.88);
		const saidAt = inTime
			? calendar.subtractWorkingMinutes(due, random.between(1, 1.8) * WORKING_DAY)
			: afterWork(telling, due, random.between(30, WORKING_DAY));
		const reason = random.pick(reasons.delay);
		const newDue = calendar.addWorkingMinutes(due, Math.round(random.between(2, 6)) * WORKING_DAY);
		const by = `Lãnh đạo · ${filing.resolving.name}`;
		if (random.chance(0.75)) story.tell('apologised', saidAt, { reason, by });
		story.tell('appointed', saidAt + MINUTE_MS, { returnAt: newDue, cause: 'reappointment', reason, by });
		doneAt = random.chance(0.85)
			? calendar.subtractWorkingMinutes(newDue, random.between(10, 900))
			: afterWork(telling, newDue, delay);
		if (doneAt > newDue && random.chance(0.2)) {
			const again = calendar.addWorkingMinutes(newDue, 3 * WORKING_DAY);
			story.tell('appointed', calendar.subtractWorkingMinutes(newDue, 120), {
				returnAt: again,
				cause: 'reappointment',
				reason,
				by
			});
		}
	}
	story.tell('resolved', doneAt, { step: 'Chờ trả kết quả' });
	return true;
}

/** The result goes out at once when it is electronic; otherwise somebody has to fetch it, or the post brings it. */
function handOver(telling: Telling): void {
	const { filing, random, story } = telling;
	const { channel, use } = filing;
	const lot = random.next();
	let minutes: number;
	if (use.procedure.immediate && channel === 'counter') minutes = random.between(2, 12);
	else if (channel === 'online' && lot < 0.5) minutes = random.between(3, 45);
	else if (lot > 0.965) minutes = random.between(12, 60) * WORKING_DAY;
	else minutes = channel === 'post' ? random.between(1, 4) * WORKING_DAY : random.skewed(1.1 * WORKING_DAY, 1);
	story.tell('returned', afterWork(telling, story.at, minutes), { step: null });
}

/** So many minutes of office time later, at some second. */
function afterWork({ world, random }: Telling, at: Instant, minutes: number): Instant {
	const { calendar } = world;
	const whole = Math.max(1, Math.round(minutes));
	return calendar.addWorkingMinutes(calendar.clip(at), whole) - Math.floor(random.next() * 60) * 1000;
}
