import { type Day, type Instant, startOfDay, toDay, toIsoDay } from '../time/instant.ts';

/** Periods a report is made for (kỳ báo cáo): tháng, quý, sáu tháng, năm, tự chọn. */
export const PERIOD_KINDS = ['month', 'quarter', 'half', 'year', 'free'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

export interface Period {
	/** As it stands in an address: `2026-10`, `2026-Q4`, `2026-H2`, `2026`, `2026-10-05..2026-10-20`. */
	readonly key: string;
	readonly kind: PeriodKind;
	/** Office days: the first, and the one after the last. */
	readonly from: Day;
	readonly to: Day;
}

/** Instants of a period: midnight at which it begins, and the last millisecond of it. */
export function boundsOf({ from, to }: Period): { readonly start: Instant; readonly last: Instant } {
	return { start: startOfDay(from), last: startOfDay(to) - 1 };
}

/** The period of a key; null when it means none, or none between 2000 and 2100. A free one includes both its days. */
export function readPeriod(key: string): Period | null {
	const free = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(key);
	if (free !== null) {
		const [from, last] = [findDay(free[1] ?? ''), findDay(free[2] ?? '')];
		return from === null || last === null || last < from ? null : { key, kind: 'free', from, to: last + 1 };
	}
	const [, yearText = '', part = ''] = /^(20\d{2})(?:-(\d{2}|Q[1-4]|H[12]))?$/.exec(key) ?? [];
	if (yearText === '') return null;
	const year = Number(yearText);
	const months = (kind: PeriodKind, first: number, n: number): Period => ({
		key,
		kind,
		from: monthStart(year, first),
		to: monthStart(year, first + n)
	});
	if (part === '') return months('year', 1, 12);
	const place = Number(part.slice(1));
	if (part.startsWith('Q')) return months('quarter', place * 3 - 2, 3);
	if (part.startsWith('H')) return months('half', place * 6 - 5, 6);
	const month = Number(part);
	return month >= 1 && month <= 12 ? months('month', month, 1) : null;
}

/** The period of a kind that holds a day; a free one is the month up to that day. */
export function periodWith(kind: PeriodKind, day: Day): Period {
	const iso = toIsoDay(day);
	const [year = '', monthText = ''] = iso.split('-');
	const month = Number(monthText);
	const keys: Record<PeriodKind, string> = {
		month: `${year}-${monthText}`,
		quarter: `${year}-Q${String(Math.ceil(month / 3))}`,
		half: `${year}-H${month <= 6 ? '1' : '2'}`,
		year,
		free: `${year}-${monthText}-01..${iso}`
	};
	return readPeriod(keys[kind]) as Period;
}

/** The one just before: of the same kind, for a free one as many days. */
export function periodBefore({ kind, from, to }: Period): Period {
	if (kind !== 'free') return periodWith(kind, from - 1);
	return readPeriod(`${toIsoDay(from - (to - from))}..${toIsoDay(from - 1)}`) as Period;
}

/** Months beyond December are those of the next year. */
function monthStart(year: number, month: number): Day {
	const [y, m] = month > 12 ? [year + 1, month - 12] : [year, month];
	return toDay(`${String(y)}-${String(m).padStart(2, '0')}-01`);
}

function findDay(text: string): Day | null {
	const isDay = /^20\d{2}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
	if (!isDay) return null;
	const day = toDay(text);
	// 30 February is the 2nd of March to some.
	return toIsoDay(day) === text ? day : null;
}
