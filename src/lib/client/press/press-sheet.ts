import type { Format } from '$lib/client/format.ts';
import type { Cell, Column, MoreSheet, Sheet } from '$lib/contract/export-sheet.ts';
import type { FrozenCells, FrozenContent } from '$lib/contract/frozen-content.ts';
import { FAMILIES, type Family, PRESS_FIGURE_IDS, type PressFigureId } from '$lib/domain/press/press-figure.ts';
import { figureOf, isHidden, isShareFigure } from '$lib/domain/press/read-figure.ts';
import { toDay } from '$lib/domain/time/instant.ts';
import { m } from '$lib/paraglide/messages.js';
import { groupName, periodWords, pressSource, pressTitle } from './press-words.ts';

const VI = { locale: 'vi' } as const;

/** What a file of a freeze says of itself; in Vietnamese, by the words frozen with the numbers. */
export function toPressSheet(id: string, hash: string, content: FrozenContent, format: Format): Sheet {
	const name = (figure: PressFigureId) => content.definitions[figure].vi.name;
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
		...PRESS_FIGURE_IDS.map((figure): [string, string] => [name(figure), content.definitions[figure].vi.text])
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

/** All of it one below the other, for a file of one table. */
export function* toPressRows(content: FrozenContent): Generator<Cell[]> {
	yield* toUnitRows(content);
	for (const [day, value] of toDayRows(content)) yield [m.press_intake({}, VI), day ?? '', '', '', value ?? ''];
}

/** What a workbook has beside the table of units. */
export function toMoreSheets(content: FrozenContent): MoreSheet[] {
	const columns = [
		{ name: m.press_intake_day({}, VI), width: 14 },
		{ name: content.definitions.received.vi.name, width: 22 }
	];
	return content.intake === null ? [] : [{ name: m.press_intake({}, VI), columns, rows: toDayRows(content) }];
}

function toCell(id: PressFigureId, counts: Readonly<Record<Family, FrozenCells>>): Cell {
	if (isHidden(id, counts)) return m.press_hidden({}, VI);
	const value = figureOf(id, counts);
	return value === null || !isShareFigure(id) ? value : { share: Math.round(value * 1e4) / 1e4 };
}
