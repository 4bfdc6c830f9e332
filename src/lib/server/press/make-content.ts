import { type Kysely, type Transaction, sql } from 'kysely';
import { type FreezeChecks, toFrozenContent } from '../../contract/frozen-content.ts';
import type { Freshness } from '../../contract/freshness.ts';
import { FINDING_IDS, type FindingId } from '../../domain/figure/figure.ts';
import { momentsAt } from '../../domain/figure/moments.ts';
import type { FrozenContent, FrozenUnit, FrozenWave, PressTitle } from '../../domain/press/frozen-content.ts';
import type { PressFigureId } from '../../domain/press/press-figure.ts';
import { countHidden } from '../../domain/press/read-figure.ts';
import { protectSeries } from '../../domain/press/suppress.ts';
import { type Period, readPeriod } from '../../domain/report/period.ts';
import { type Day, dayOf, type Instant, toDay, toIsoDay, toIsoInstant } from '../../domain/time/instant.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import type { Tables } from '../db/tables.ts';
import { timestamp } from '../db/timestamp.ts';
import type { AsOf } from '../read/as-of.ts';
import { readInScope } from '../read/in-scope.ts';
import { hasSimulatedDossiers } from '../read/overview-units.ts';
import { readFiguresAt } from '../read/read-figures-at.ts';
import { countPress, type PressCounts } from './count-press.ts';
import { toTables } from './to-tables.ts';

/** What somebody chose to freeze. */
export interface FreezeWish {
	readonly title: PressTitle;
	readonly at: Instant;
	/** First day of the period; the last one is that of `at`. */
	readonly from: Day;
	readonly headline: PressFigureId;
	readonly chosen: readonly PressFigureId[];
	readonly smallBelow: number;
}

export interface FreezeWords {
	readonly province: FrozenContent['province'];
	readonly definitions: FrozenContent['definitions'];
}

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
	const period = toFreezePeriod(wish);
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
		const content: FrozenContent = {
			format: 1,
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
			intake: toIntake(period, counts, wish.smallBelow),
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

export function toFreezePeriod({ from, at }: Pick<FreezeWish, 'from' | 'at'>): Period {
	const period = readPeriod(`${toIsoDay(from)}..${toIsoDay(dayOf(at))}`);
	if (period === null) throw new RangeError('the period begins after the instant');
	return period;
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

function toIntake(period: Period, { byDay }: PressCounts, smallBelow: number): FrozenContent['intake'] {
	const days = Array.from({ length: period.to - period.from }, (_, n) => toIsoDay(period.from + n));
	const received = protectSeries(
		days.map((day) => byDay.get(day) ?? 0),
		smallBelow
	);
	return received === null ? null : { days, received };
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
	return { title, headline, chosen, smallBelow, at: Date.parse(content.at), from: toDay(content.period.from) };
}
