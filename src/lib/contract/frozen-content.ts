import * as v from 'valibot';
import { type FrozenContent, PRESS_SIDES, PRESS_TITLES, type RowGroup } from '../domain/press/frozen-content.ts';
import type { FindingId } from '../domain/figure/figure.ts';
import { FAMILIES, PRESS_FIGURE_IDS } from '../domain/press/press-figure.ts';

export type {
	FrozenCells,
	FrozenContent,
	FrozenRow,
	FrozenTable,
	FrozenUnit,
	FrozenWave,
	PressSide,
	PressTitle,
	RowGroup,
	Told
} from '../domain/press/frozen-content.ts';

/** What the signer looks at; for the office only, never public. */
export interface FreezeChecks {
	/** Codes of units and number of feeds that had fallen silent. Null: not known for an instant that was past already. */
	readonly silent: { readonly units: readonly string[]; readonly feeds: number } | null;
	readonly unitsNotHeard: readonly string[];
	readonly hidden: number;
	readonly withheld: number;
	/** Dossiers per finding that has any. */
	readonly findings: Readonly<Partial<Record<FindingId, number>>>;
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const told = v.nullable(count);
const cells = v.strictObject({ all: told, part: told });
const day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/));
const instant = v.pipe(v.string(), v.isoTimestamp());
/** No code of a dossier is as short as that of a unit, and none of a unit as long. */
const unitCode = v.pipe(v.string(), v.regex(/^(?:\d{5}|[A-Z]\d{2}(?:\.\d{1,3})*)$/));
const group = v.custom<RowGroup>((text) => typeof text === 'string' && /^(?:wave-\d{1,2}|no-wave|others)$/.test(text));
const each = <K extends string, S extends v.GenericSchema>(keys: readonly K[], schema: S) =>
	v.strictObject(Object.fromEntries(keys.map((key) => [key, schema])) as Record<K, S>);
const counts = each(FAMILIES, cells);
const unitRow = v.strictObject({ key: unitCode, group, counts });
const sumRow = v.strictObject({ key: group, group, counts });
const figure = v.picklist(PRESS_FIGURE_IDS);
/** Words of the message catalogue and names of the catalogue. */
const words = v.pipe(v.string(), v.minLength(1), v.maxLength(1000));
const definition = v.strictObject({ name: words, text: words });

const period = v.strictObject({ from: day, to: day });
/** A factor or speed somebody entered. */
const measure = v.pipe(v.number(), v.minValue(1), v.maxValue(120));

/** Nothing else fits in: strict objects, closed lists, codes of units, days and numbers. */
const common = {
	province: v.strictObject({ mark: v.pipe(v.string(), v.regex(/^[A-Z]{2,4}$/)), name: words }),
	title: v.picklist(PRESS_TITLES),
	at: instant,
	frozenAt: instant,
	period,
	ledgerVersion: count,
	smallBelow: v.pipe(count, v.minValue(3), v.maxValue(50)),
	simulated: v.boolean(),
	headline: figure,
	chosen: v.pipe(v.array(figure), v.length(3)),
	totals: counts,
	definitions: each(PRESS_FIGURE_IDS, v.strictObject({ vi: definition, en: definition })),
	units: v.array(v.strictObject({ code: unitCode, group, vi: words, en: words })),
	tables: v.array(
		v.strictObject({
			side: v.picklist(PRESS_SIDES),
			units: v.array(unitRow),
			groups: v.array(sumRow),
			withheld: v.array(v.picklist(FAMILIES))
		})
	),
	waves: v.array(v.strictObject({ wave: count, goLiveOn: day, units: count, started: count })),
	intake: v.nullable(v.strictObject({ days: v.array(day), received: v.array(told) })),
	completeness: v.strictObject({
		units: count,
		unitsHeard: count,
		feeds: count,
		silentFeeds: told,
		silentUnits: told
	})
};
const extras = {
	before: v.nullable(v.strictObject({ period, totals: counts })),
	progress: v.nullable(
		v.strictObject({
			days: v.array(day),
			waves: v.array(v.strictObject({ wave: count, started: v.array(told) }))
		})
	),
	travel: v.nullable(
		v.strictObject({
			counted: told,
			km: count,
			hours: count,
			roadFactor: measure,
			speedKmh: measure,
			assumedFrom: v.nullable(day),
			definition: v.strictObject({ vi: definition, en: definition })
		})
	)
};
const schema = v.variant('format', [
	v.strictObject({ format: v.literal(1), ...common }),
	v.strictObject({ format: v.literal(2), ...common, ...extras })
]);

/** Throws what does not fit; asked before it is frozen and whenever it is read. */
export function toFrozenContent(value: unknown): FrozenContent {
	return v.parse(schema, value);
}
