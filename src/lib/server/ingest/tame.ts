const MAX_DEPTH = 16;

/**
 * Records as PostgreSQL can keep them: texts without NUL and without halves of surrogate pairs, which become U+FFFD.
 * Null when lists and objects are nested deeper than any record is; the database would give up on them.
 */
export function tame(records: readonly unknown[]): readonly unknown[] | null {
	try {
		return walk(records, 0) as readonly unknown[];
	} catch (error) {
		if (error instanceof RangeError) return null;
		throw error;
	}
}

/** Copies only what it changes. */
function walk(value: unknown, depth: number): unknown {
	if (typeof value === 'string') return tameText(value);
	if (typeof value !== 'object' || value === null) return value;
	if (depth > MAX_DEPTH) throw new RangeError('nested too deeply');
	if (Array.isArray(value)) {
		const items = value.map((item) => walk(item, depth + 1));
		return items.every((item, index) => item === value[index]) ? value : items;
	}
	const before = Object.entries(value);
	const after = before.map(([name, member]) => [tameText(name), walk(member, depth + 1)] as const);
	const same = after.every(([name, member], index) => name === before[index]?.[0] && member === before[index][1]);
	return same ? value : Object.fromEntries(after);
}

function tameText(text: string): string {
	const whole = text.isWellFormed() ? text : text.toWellFormed();
	return whole.includes('\0') ? whole.replaceAll('\0', '\uFFFD') : whole;
}
