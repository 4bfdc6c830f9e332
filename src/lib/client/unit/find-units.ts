import { compareNames } from '$lib/client/sort-by-name.ts';
import { foldName, toBareName, toInitials, toOfficeName } from '$lib/domain/text/fold-name.ts';

/** A unit as it can be found. */
export interface Findable {
	readonly code: string;
	readonly kind: 'commune' | 'department' | 'centre';
	/** With its kind: `Xã Đầm Dơi`, `X. Đầm Dơi`. */
	readonly name: string;
	readonly nameEn: string;
	readonly shortName?: string;
}

/**
 * Units meant by what somebody typed, likeliest first: with or without accents, xã, phường, Sở; by the start of the name
 * or of a word in it, by initials (`snnmt`), in either language, or by code. Nothing typed: none.
 */
export function findUnits<T extends Findable>(units: readonly T[], typed: string, most: number): T[] {
	const wanted = toOfficeName(typed);
	if (wanted === '') return [];
	return units
		.map((unit) => ({ unit, place: placeOf(unit, wanted) }))
		.filter(({ place }) => place < NOWHERE)
		.sort((a, b) => a.place - b.place || compareNames(a.unit.name, b.unit.name))
		.slice(0, most)
		.map(({ unit }) => unit);
}

const NOWHERE = 5;

/** How well a unit is meant: 0 by its very name, then by the start of it, initials or code, the start of a word, any part. */
function placeOf({ code, kind, name, nameEn, shortName = name }: Findable, wanted: string): number {
	const names = [toOfficeName(name), toOfficeName(shortName), foldName(nameEn)];
	const all = [...names, ...names.map(toBareName)];
	if (all.includes(wanted)) return 0;
	if (all.some((one) => one.startsWith(wanted))) return 1;
	const letters = wanted.replaceAll(' ', '');
	if ((kind !== 'commune' && toInitials(name).startsWith(letters)) || foldName(code).startsWith(wanted)) return 2;
	if (all.some((one) => one.includes(` ${wanted}`))) return 3;
	return wanted.length > 1 && all.some((one) => one.includes(wanted)) ? 4 : NOWHERE;
}
