import type { EventType } from '../lib/domain/dossier/event.ts';
import { DAY_MS, dayOf, type Instant } from '../lib/domain/time/instant.ts';
import { DossierStory, LONGEST_STORY_DAYS, type Details } from './dossier-story.ts';
import type { Filing } from './filing.ts';
import type { Random } from './random.ts';
import * as reasons from './reasons.ts';
import { findLimit, toReceiptDate } from './receipt-date.ts';
import { toApplicant } from './simulate-day.ts';
import type { TimedRecord } from './timed-record.ts';
import type { World } from './world.ts';

type Step = readonly [type: EventType, details: (at: Instant) => Details];

/** A dossier whose next record comes when somebody asks for it, as long as there is one. */
export class SteadyDossier {
	readonly #story: DossierStory;
	readonly #steps: readonly Step[];
	readonly #end: Instant;
	#place = 0;

	constructor(world: World, code: string, filing: Filing, random: Random) {
		this.#story = new DossierStory(code, filing, random);
		this.#end = filing.filedAt + (LONGEST_STORY_DAYS - 1) * DAY_MS;
		this.#steps = toSteps(world, filing, random);
	}

	get isDone(): boolean {
		return this.#place === this.#steps.length;
	}

	/** Records carry whole seconds, and no two of a dossier the same; and no story goes on for ever. */
	mayGoOn(at: Instant): boolean {
		return !this.isDone && this.#story.place(at) <= at && at < this.#end;
	}

	/** Throws when nothing is left to come. */
	goOn(at: Instant): TimedRecord {
		const [type, toDetails] = this.#steps[this.#place++] as Step;
		this.#story.tell(type, at, toDetails(at));
		// A repeat would stand after it.
		const told = this.#story.records.find(({ record }) => record.type === type);
		if (told === undefined) throw new Error(`nothing was told of ${type}`);
		return told;
	}
}

/** No type comes twice. */
function toSteps(world: World, filing: Filing, random: Random): Step[] {
	const { use, receiving, resolving, returning, channel, crossBoundary } = filing;
	const limit = findLimit(use.procedure, dayOf(filing.filedAt));
	const applicant = toApplicant(random.next());
	const handler = resolving.officials.draw(random);
	const reason = random.pick(reasons.supplement);
	const steps: Step[] = [
		[
			'filed',
			() => ({
				procedure: use.procedure.code,
				receiving: receiving.code,
				resolving: resolving.code,
				returning: returning.code,
				channel,
				applicantKind: use.applicant,
				expectedResult: use.result,
				applicant: { name: applicant }
			})
		]
	];
	if (crossBoundary) steps.push(['transferred', () => ({})], ['transfer-accepted', () => ({})]);
	steps.push([
		'accepted',
		(at) => ({
			step: 'Chờ phân công xử lý',
			...(limit === null ? {} : { returnAt: toReceiptDate(at, limit, world), cause: 'receipt' })
		})
	]);
	steps.push(['processing', () => ({ handler, step: 'Thẩm định hồ sơ' })]);
	if (random.chance(0.06))
		steps.push(
			['supplement-requested', () => ({ step: 'Chờ công dân bổ sung giấy tờ', reason })],
			['supplement-received', () => ({ step: 'Thẩm định hồ sơ' })]
		);
	steps.push(['resolved', () => ({ step: 'Chờ trả kết quả' })], ['returned', () => ({ step: null })]);
	return steps;
}
