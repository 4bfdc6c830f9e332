/** A plain sort puts Đất Mũi before Đầm Dơi; the Vietnamese collation knows better. */
const collator = new Intl.Collator('vi', { numeric: true });
const PREFIX = /^(xã|phường|đặc khu|thị trấn|x\.|p\.)\s+/iu;

/** Order of two unit names; "Xã" and "Phường" in front are not part of the name. */
export function compareNames(a: string, b: string): number {
	return collator.compare(bare(a), bare(b)) || collator.compare(a, b);
}

/** A new array in the order of names. */
export function sortByName<T>(items: readonly T[], nameOf: (item: T) => string): T[] {
	return [...items].sort((a, b) => compareNames(nameOf(a), nameOf(b)));
}

function bare(name: string): string {
	return name.normalize('NFC').replace(PREFIX, '');
}
