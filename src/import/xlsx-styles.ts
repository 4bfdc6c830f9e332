import type { XlsxBook } from './xlsx-book.ts';

/** Number formats that come with every workbook and show a date or a time (ECMA-376 part 1, 18.8.30). */
const BUILT_IN = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47]);
/** The same in workbooks of East Asian Excels. */
const EAST_ASIAN = [27, 36, 50, 58] as const;

/** Styles of a workbook, by place, that show their number as a date. */
export async function readDateStyles(book: XlsxBook, part: string): Promise<ReadonlySet<number>> {
	const custom = new Map<number, string>();
	const dates = new Set<number>();
	if (!book.has(part)) return dates;
	let inCells = false;
	let place = 0;
	await book.readAll(part, {
		open(name, attributes) {
			if (name === 'numFmt') custom.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
			else if (name === 'cellXfs') inCells = true;
			else if (name === 'xf' && inCells) {
				const id = Number(attributes['numFmtId'] ?? 0);
				const code = custom.get(id);
				if (code === undefined ? isBuiltInDate(id) : isDateCode(code)) dates.add(place);
				place++;
			}
		},
		close(name) {
			if (name === 'cellXfs') inCells = false;
		}
	});
	return dates;
}

/** Whether a format code shows days or hours, looking past its quoted words, colours and `[$-42A]` locales. */
export function isDateCode(formatCode: string): boolean {
	const bare = formatCode.replace(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/giu, '').split(';')[0] ?? '';
	return /[ydhms]/iu.test(bare);
}

function isBuiltInDate(id: number): boolean {
	const [a, b, c, d] = EAST_ASIAN;
	return BUILT_IN.has(id) || (id >= a && id <= b) || (id >= c && id <= d);
}

const DAY_MS = 86_400_000;

/**
 * A date cell's number as the wall time it shows: days since the epoch of the workbook, to the nearest millisecond
 * that its 64-bit number can tell. Null: no date, before 1900-03-01, where Excel counts a 29 February that never was.
 */
export function toWallTime(serial: number, is1904: boolean): Temporal.PlainDateTime | null {
	const days = is1904 ? serial + 1462 : serial;
	if (!(days >= 61 && days < 2_958_466)) return null;
	// Nearest ten milliseconds: the number's last digits are noise of its making.
	const ms = Math.round((days * DAY_MS) / 10) * 10;
	const start = Temporal.PlainDate.from('1899-12-30').add({ days: Math.floor(ms / DAY_MS) });
	return start.toPlainDateTime().add({ milliseconds: ms % DAY_MS });
}
