import type { Format } from '$lib/client/format.ts';
import type { Cell, Sheet } from '$lib/contract/export-sheet.ts';
import type { FrozenCells, FrozenContent } from '$lib/contract/frozen-content.ts';
import { FAMILIES, type Family, PRESS_FIGURE_IDS } from '$lib/domain/press/press-figure.ts';
import { figureOf, isHidden, isShareFigure } from '$lib/domain/press/read-figure.ts';
import { m } from '$lib/paraglide/messages.js';
import { groupName, periodWords, pressTitle } from './press-words.ts';

const VI = { locale: 'vi' } as const;

/** What a file of a freeze says of itself; in Vietnamese, by the words frozen with the numbers. */
export function toPressSheet(id: string, hash: string, content: FrozenContent, format: Format): Sheet {
	const about: [string, string][] = [
		[m.press_column_title({}, VI), pressTitle(content.title, VI)],
		[m.press_column_id({}, VI), id],
		[m.press_hash({}, VI), hash],
		[m.press_column_at({}, VI), format.moment(Date.parse(content.at))],
		[m.report_from({}, VI), periodWords(content.period, format)],
		[m.press_ledger_version({}, VI), String(content.ledgerVersion)],
		['', m.press_source({ province: m.province_full_name({ name: content.province.name }, VI) }, VI)],
		['', m.press_hidden_note({ limit: content.smallBelow }, VI)],
		...(content.simulated ? [[m.simulated_title({}, VI), m.simulated_text({}, VI)] as [string, string]] : []),
		...PRESS_FIGURE_IDS.map((figure): [string, string] => {
			const { name, text } = content.definitions[figure].vi;
			return [name, text];
		})
	];
	const figures = PRESS_FIGURE_IDS.map((figure) => ({ name: content.definitions[figure].vi.name, width: 18 }));
	const keys = ['bảng', 'mã', 'tên', 'đợt'].map((name) => ({ name, width: 18 }));
	return { name: id, aboutName: m.press_about({}, VI), about, columns: [...keys, ...figures] };
}

/** The province, then each group and commune as receiver and as resolver; what is hidden says so. */
// eslint-disable-next-line @typescript-eslint/require-await -- the writer of files takes rows as they come
export async function* toPressRows(content: FrozenContent): AsyncGenerator<Cell[]> {
	const names = new Map(content.units.map(({ code, vi }) => [code, vi]));
	const numbers = (counts: Readonly<Record<Family, FrozenCells>>): Cell[] =>
		PRESS_FIGURE_IDS.map((id) => {
			if (isHidden(id, counts)) return m.press_hidden({}, VI);
			const value = figureOf(id, counts);
			return value === null || !isShareFigure(id) ? value : Math.round(value * 1e4) / 1e4;
		});
	yield ['', '', m.press_province_total({}, VI), '', ...numbers(content.totals)];
	for (const { side, groups, units, withheld } of content.tables) {
		if (withheld.length === FAMILIES.length) continue;
		const table = side === 'receiving' ? m.press_table_receiving({}, VI) : m.press_table_resolving({}, VI);
		for (const { key, group, counts } of [...groups, ...units]) {
			const isSum = key === group;
			yield [
				table,
				isSum ? '' : key,
				isSum ? groupName(group, VI) : (names.get(key) ?? key),
				group,
				...numbers(counts)
			];
		}
	}
	if (content.intake === null) return;
	for (const [n, day] of content.intake.days.entries())
		yield [m.press_intake({}, VI), day, '', '', content.intake.received[n] ?? m.press_hidden({}, VI)];
}
