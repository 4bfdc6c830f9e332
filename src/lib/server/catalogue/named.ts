import type { Named } from '../../contract/named.ts';
import type { KnownCatalogue } from './known-catalogue.ts';

/** A unit by its code for a page; a code the catalogue no longer knows stands for itself. */
export function namedUnit(catalogue: KnownCatalogue, code: string | null | undefined): Named | null {
	return toNamed(code, (known) => catalogue.findUnitByCode(known));
}

/** A procedure by its code for a page, likewise. */
export function namedProcedure(catalogue: KnownCatalogue, code: string | null | undefined): Named | null {
	return toNamed(code, (known) => catalogue.findProcedure(known));
}

function toNamed(code: string | null | undefined, find: (code: string) => Named | undefined): Named | null {
	if (code == null) return null;
	const { name, nameEn } = find(code) ?? { name: code, nameEn: code };
	return { code, name, nameEn };
}
