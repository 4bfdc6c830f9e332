import type { Format } from '$lib/client/format.ts';
import type { OverviewUnit } from '$lib/contract/overview-unit.ts';
import { m } from '$lib/paraglide/messages.js';

/** A unit's name as tables have room for: `X. Đầm Dơi`, `Sở Xây dựng`. */
export function shortUnitName(unit: Omit<OverviewUnit, 'code'>, format: Format): string {
	if (format.locale === 'en') return unit.nameEn;
	if (unit.kind !== 'commune') return unit.shortName;
	const prefix = unit.name.startsWith('Phường')
		? m.prefix_ward()
		: unit.name.startsWith('Xã')
			? m.prefix_commune()
			: '';
	return `${prefix} ${unit.shortName}`.trim();
}
