import { type Kysely, type Transaction, sql } from 'kysely';
import { type FreezeChecks, toFrozenContent } from '../../contract/frozen-content.ts';
import type { Freshness } from '../../contract/freshness.ts';
import { FINDING_IDS, type FindingId } from '../../domain/figure/figure.ts';
import { momentsAt } from '../../domain/figure/moments.ts';
import {
	extrasOf,
	type FrozenContent,
	type FrozenUnit,
	type FrozenWave,
	type SecondFrozenContent
} from '../../domain/press/frozen-content.ts';
import { type Start, toProgress } from '../../domain/press/progress.ts';
import { countHidden } from '../../domain/press/read-figure.ts';
import { protectSeries } from '../../domain/press/suppress.ts';
import type { Period } from '../../domain/report/period.ts';
import { dayOf, type Instant, toDay, toIsoDay, toIsoInstant } from '../../domain/time/instant.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import type { Tables } from '../db/tables.ts';
import { timestamp } from '../db/timestamp.ts';
import type { AsOf } from '../read/as-of.ts';
import { readInScope } from '../read/in-scope.ts';
import { hasSimulatedDossiers } from '../read/overview-units.ts';
import { readFiguresAt } from '../read/read-figures-at.ts';
import { countPress, type PressCounts } from './count-press.ts';
import type { FreezeWish, FreezeWords } from './freeze-wish.ts';
import { readBefore, toPeriod } from './read-before.ts';
import { readTravel } from './read-travel.ts';
import { toTables } from './to-tables.ts';

/** The live view of who has fallen silent is of the present: it says nothing of instants further back than this. */
const FRESH_MS = 10 * 60_000;

/**
 * Counts and composes what is frozen, and what the signer has to look at, from one consistent read: by what had come to us
 * until that minute, or, for a later check, by all that is known of it now.
 */
export function makeContent(
	db: Kysely<Tables>,
	catalogue: KnownCatalogue,
	wish: FreezeWish,
	words: FreezeWords,
	{ now, known, freshness }: { now: Instant; known: 'then' | 'now'; freshness: Freshness | null }
): Promise<{ content: FrozenContent; checks: FreezeChecks }> {
	const period = toPeriod({ from: wish.from, last: dayOf(wish.at) });
	const moments = momentsAt(wish.at, catalogue.calendarFor(null, wish.at));
	const asOf: AsOf = known === 'then' ? { until: null, known: wish.at } : { until: wish.at, known: null };
	return readInScope(db, 'province', async (trx) => {
		const { version } = await trx.selectFrom('ledgerHead').select('version').executeTakeFirstOrThrow();
		const counts = await countPress(trx, { period, moments, asOf, catalogue });
		const communes = await readCommunes(trx);
		const { tables, totals } = toTables(counts.pairs, communes.units, wish.smallBelow);
		const silent =
			freshness !== null && Math.abs(now - wish.at) <= FRESH_MS
				? {
						units: freshness.silent.filter(({ kind }) => kind === 'unit').map(({ id }) => id),
						feeds: freshness.silent.filter(({ kind }) => kind === 'feed').length
					}
				: null;
		const notHeard = await readNotHeard(trx, communes.units, wish.at);
		const feeds = await trx
			.selectFrom('feed')
			.select((eb) => eb.fn.countAll<number>().as('n'))
			.executeTakeFirstOrThrow();
		const { intake, isSplitTold } = toIntake(period, counts, wish);
		const content: SecondFrozenContent = {
			format: 2,
			province: words.province,
			title: wish.title,
			at: toIsoInstant(wish.at),
			frozenAt: toIsoInstant(now),
			period: { from: toIsoDay(period.from), to: toIsoDay(period.to - 1) },
			ledgerVersion: version,
			smallBelow: wish.smallBelow,
			simulated: await hasSimulatedDossiers(trx),
			headline: wish.headline,
			chosen: wish.chosen,
			totals,
			definitions: words.definitions,
			units: communes.units,
			tables,
			waves: toWaves(communes.waves, counts),
			intake,
			before: await readBefore(trx, catalogue, wish, asOf, { counts, isReceivedTold: isSplitTold }),
			progress: toProgress(toStarts(communes.waves, counts), [...wavesOf(communes.waves)], intake),
			travel: await readTravel(trx, catalogue, wish, counts, words),
			completeness: {
				units: communes.units.length,
				unitsHeard: communes.units.length - notHeard.length,
				feeds: feeds.n,
				silentFeeds: silent?.feeds ?? null,
				silentUnits: silent?.units.length ?? null
			}
		};
		const matching = { scope: 'province', filter: {}, moments, catalogue } as const;
		const findings = await readFiguresAt(trx, FINDING_IDS, matching, asOf);
		const checks: FreezeChecks = {
			silent,
			unitsNotHeard: notHeard,
			hidden: countHidden(content),
			withheld: tables.reduce((sum, { withheld }) => sum + withheld.length, 0) + (content.intake === null ? 1 : 0),
			findings: Object.fromEntries(
				FINDING_IDS.map((id): [FindingId, number] => [id, findings[id].of]).filter(([, n]) => n !== 0)
			)
		};
		return { content: toFrozenContent(content), checks };
	});
}

interface Communes {
	readonly units: FrozenUnit[];
	readonly waves: readonly { code: string; wave: number; goLiveOn: string }[];
}

async function readCommunes(trx: Transaction<Tables>): Promise<Communes> {
	const rows = await trx
		.selectFrom('unit')
		.select(['code', 'name', 'nameEn', 'wave', 'goLiveOn'])
		.where('kind', '=', 'commune')
		.where('validTo', 'is', null)
		.orderBy(sql`code collate "C"`)
		.execute();
	return {
		units: rows.map(({ code, name, nameEn, wave }) => ({
			code,
			group: wave === null ? 'no-wave' : `wave-${wave}`,
			vi: name,
			en: nameEn
		})),
		waves: rows.flatMap(({ code, wave, goLiveOn }) =>
			wave === null || goLiveOn === null ? [] : [{ code, wave, goLiveOn }]
		)
	};
}

function toWaves(communes: Communes['waves'], { pairs }: PressCounts): FrozenWave[] {
	const started = new Set(pairs.filter(({ counts }) => counts.received.all > 0).map(({ receiving }) => receiving));
	return [...Map.groupBy(communes, ({ wave }) => wave)]
		.sort(([a], [b]) => a - b)
		.map(([wave, units]) => ({
			wave,
			goLiveOn: units.map(({ goLiveOn }) => goLiveOn).sort()[0] ?? '',
			units: units.length,
			started: units.filter(({ code }) => started.has(code)).length
		}));
}

const wavesOf = (communes: Communes['waves']) => new Set(communes.map(({ wave }) => wave).sort((a, b) => a - b));

function toStarts(communes: Communes['waves'], { firstDays }: PressCounts): Start[] {
	return communes.flatMap(({ code, wave }) => {
		const day = firstDays.get(code);
		return day === undefined ? [] : [{ wave, day }];
	});
}

/** Received by day; and whether what had come by the day it is held against may stand beside. */
function toIntake(
	period: Period,
	{ byDay }: PressCounts,
	{ smallBelow, before }: FreezeWish
): { intake: FrozenContent['intake']; isSplitTold: boolean } {
	const days = Array.from({ length: period.to - period.from }, (_, n) => toIsoDay(period.from + n));
	const values = days.map((day) => byDay.get(day) ?? 0);
	const split = before === null ? 0 : Math.max(0, before - period.from + 1);
	const told = protectSeries(values, smallBelow, split);
	if (told === null) return { intake: null, isSplitTold: true };
	return { intake: { days, received: told.values }, isSplitTold: told.isSplitTold };
}

/** Communes of which nothing had come by then. */
async function readNotHeard(trx: Transaction<Tables>, units: readonly FrozenUnit[], at: Instant): Promise<string[]> {
	const { rows } = await sql<{ code: string }>`
		select code from unnest(${units.map(({ code }) => code)}::text[]) as u (code)
		where not exists (select from dossier where (receiving = u.code or resolving = u.code)
			and first_arrived_at <= ${timestamp(at)})`.execute(trx);
	return rows.map(({ code }) => code);
}

/** The wish of which a content was made, to count it again. */
export function toWish(content: FrozenContent): FreezeWish {
	const { title, headline, chosen, smallBelow } = content;
	const { before } = extrasOf(content);
	return {
		title,
		headline,
		chosen,
		smallBelow,
		at: Date.parse(content.at),
		from: toDay(content.period.from),
		before: before === null ? null : toDay(before.period.to)
	};
}
