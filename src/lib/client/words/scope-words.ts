import type { Format } from '$lib/client/format.ts';
import type { Named } from '$lib/contract/named.ts';
import type { Scope } from '$lib/domain/access/scope.ts';
import { m } from '$lib/paraglide/messages.js';
import { named } from './named.ts';

/** So many are named, the others counted. */
const NAMED = 3;

/** `Phạm vi: Xã Đầm Dơi`; null for the whole province, of which nothing needs to be said. */
export function scopeLine(scope: Scope, units: readonly Named[], format: Format): string | null {
	if (scope === 'province') return null;
	const byCode = new Map(units.map((unit) => [unit.code, unit]));
	const nameOf = (code: string): string => {
		const unit = byCode.get(code);
		return unit === undefined ? code : named(unit, format);
	};
	const all = [
		...scope.units.map(nameOf),
		...scope.hands.map(({ unit, handler }) => m.scope_hand({ handler, unit: nameOf(unit) }))
	];
	const names = all.slice(0, NAMED).join(', ');
	const n = all.length - NAMED;
	return m.scope_of({ names: n > 0 ? m.scope_more({ names, n: format.integer(n) }) : names });
}
