import type { Format } from '$lib/client/format.ts';
import type { Cell, Column, MoreSheet, Sheet } from '$lib/contract/export-sheet.ts';
import type { FrozenCells, FrozenContent } from '$lib/contract/frozen-content.ts';
import { extrasOf, type FrozenTravel } from '$lib/domain/press/frozen-content.ts';
import { FAMILIES, type Family, PRESS_FIGURE_IDS, type PressFigureId } from '$lib/domain/press/press-figure.ts';
import { figureOf, isHidden, isShareFigure } from '$lib/domain/press/read-figure.ts';
import { toDay } from '$lib/domain/time/instant.ts';
import { m } from '$lib/paraglide/messages.js';
import { groupName, periodWords, pressSource, pressTitle, travelAssumed } from './press-words.ts';

const VI = { locale: 'vi' } as const;

/** What a file of a freeze says of itself; in Vietnamese, by the words frozen with the numbers. */
export function toPressSheet(id: string, hash: string, content: FrozenContent, format: Format): Sheet {
	const name = (figure: PressFigureId) => content.definitions[figure].vi.name;
	const { travel } = extrasOf(content);
	const about: [string, string][] = [
		[m.press_column_title({}, VI), pressTitle(content.title, VI)],
		[m.press_column_id({}, VI), id],
		[m.press_hash({}, VI), hash],
		[m.press_column_at({}, VI), format.moment(Date.parse(content.at))],
		[m.press_period_name({}, VI), periodWords(content.period, format)],
		[m.press_filter({}, VI), m.press_filter_none({ province: content.province.name }, VI)],
		[m.press_form_headline({}, VI), name(content.headline)],
		[m.press_chosen({}, VI), content.chosen.map(name).join('; ')],
		[m.press_ledger_version({}, VI), String(content.ledgerVersion)],
		['', pressSource(content, VI)],
		['', m.press_hidden_note({ limit: content.smallBelow }, VI)],
		...(content.simulated ? [[m.simulated_title({}, VI), m.simulated_text({}, VI)] as [string, string]] : []),
		...PRESS_FIGURE_IDS.map((figure): [string, string] => [name(figure), content.definitions[figure].vi.text]),
		...(travel === null ? [] : [toTravelLine(travel, format)])
	];
	const figures = PRESS_FIGURE_IDS.map((figure) => ({ name: name(figure), width: 18 }));
	const keys: Column[] = [
		{ name: m.press_file_table({}, VI), width: 22 },
		{ name: m.press_file_code({}, VI), width: 12 },
		{ name: m.press_file_name({}, VI), width: 26 },
		{ name: m.press_file_group({}, VI), width: 12 }
	];
	return { name: m.press_file_units({}, VI), aboutName: m.press_about({}, VI), about, columns: [...keys, ...figures] };
}

/** The province, then each group and commune as receiver and as resolver; what is hidden says so. */
export function* toUnitRows(content: FrozenContent): Generator<Cell[]> {
	const names = new Map(content.units.map(({ code, vi }) => [code, vi]));
	const numbers = (counts: Readonly<Record<Family, FrozenCells>>): Cell[] =>
		PRESS_FIGURE_IDS.map((id) => toCell(id, counts));
	yield ['', '', m.press_province_total({}, VI), '', ...numbers(content.totals)];
	for (const { side, groups, units, withheld } of content.tables) {
		if (withheld.length === FAMILIES.length) continue;
		const table = side === 'receiving' ? m.press_table_receiving({}, VI) : m.press_table_resolving({}, VI);
		for (const { key, group, counts } of [...groups, ...units]) {
			const isSum = key === group;
			const name = isSum ? groupName(group, VI) : (names.get(key) ?? key);
			yield [table, isSum ? '' : key, name, groupName(group, VI), ...numbers(counts)];
		}
	}
}

/** Received by day. */
export function* toDayRows({ intake }: FrozenContent): Generator<Cell[]> {
	for (const [n, day] of intake?.days.entries() ?? [])
		yield [{ day: toDay(day) }, intake?.received[n] ?? m.press_hidden({}, VI)];
}

/** The province before and now, all figures. */
export function* toChangeRows(content: FrozenContent): Generator<Cell[]> {
	const { before } = extrasOf(content);
	if (before === null) return;
	for (const id of PRESS_FIGURE_IDS)
		yield [content.definitions[id].vi.name, toCell(id, before.totals), toCell(id, content.totals)];
}

/** Communes of each wave that had begun, by day; a day that is hidden is left empty. */
export function* toWaveRows(content: FrozenContent): Generator<Cell[]> {
	const { progress } = extrasOf(content);
	for (const [n, day] of progress?.days.entries() ?? [])
		yield [{ day: toDay(day) }, ...(progress?.waves ?? []).map(({ started }) => started[n] ?? m.press_hidden({}, VI))];
}

/** All of it one below the other, for a file of one table. */
export function* toPressRows(content: FrozenContent): Generator<Cell[]> {
	yield* toUnitRows(content);
	for (const [day, value] of toDayRows(content)) yield [m.press_intake({}, VI), day ?? '', '', '', value ?? ''];
}

/** What a workbook has beside the table of units. */
export function toMoreSheets(content: FrozenContent, format: Format): MoreSheet[] {
	const { before, progress } = extrasOf(content);
	const day = { name: m.press_intake_day({}, VI), width: 14 };
	const sheets: MoreSheet[] = [];
	if (before !== null) {
		const names = [
			m.press_chosen_figure({}, VI),
			`${m.press_change_before({}, VI)}: ${periodWords(before.period, format)}`,
			`${m.press_change_now({}, VI)}: ${periodWords(content.period, format)}`
		];
		const columns = names.map((name) => ({ name, width: 36 }));
		sheets.push({ name: m.press_change({}, VI), columns, rows: toChangeRows(content) });
	}
	if (progress !== null) {
		const waves = progress.waves.map(({ wave }) => ({ name: groupName(`wave-${wave}`, VI), width: 12 }));
		sheets.push({ name: m.press_waves({}, VI), columns: [day, ...waves], rows: toWaveRows(content) });
	}
	if (content.intake !== null) {
		const columns = [day, { name: content.definitions.received.vi.name, width: 22 }];
		sheets.push({ name: m.press_intake({}, VI), columns, rows: toDayRows(content) });
	}
	return sheets;
}

function toTravelLine(travel: FrozenTravel, format: Format): [string, string] {
	const { name, text } = travel.definition.vi;
	const known = [
		m.press_travel_km({ km: format.integer(travel.km) }, VI),
		m.press_travel_hours({ hours: format.integer(travel.hours) }, VI),
		...(travel.counted === null ? [] : [m.press_travel_counted({ count: format.integer(travel.counted) }, VI)])
	];
	return [name, `${known.join('; ')}. ${text} ${travelAssumed(travel, format)}.`];
}

function toCell(id: PressFigureId, counts: Readonly<Record<Family, FrozenCells>>): Cell {
	if (isHidden(id, counts)) return m.press_hidden({}, VI);
	const value = figureOf(id, counts);
	return value === null || !isShareFigure(id) ? value : { share: Math.round(value * 1e4) / 1e4 };
}
