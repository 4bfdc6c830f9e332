import { expect, it } from 'vitest';
import { FREEZE_ID, readFreezeId, toFreezeIds } from './freeze-id.ts';

const AT = Date.parse('2025-08-29T14:00:00+07:00');

it('names a freeze by province, minute of the office and hash', () => {
	const ids = toFreezeIds('CM', AT, '7f3a00c17f3abeef');
	expect(ids[0]).toBe('CM-250829-1400-7F3A');
	// Two of one minute whose hashes begin alike differ further on.
	expect(ids).toEqual(['CM-250829-1400-7F3A', 'CM-250829-1400-00C1', 'CM-250829-1400-BEEF']);
	expect(ids.every((id) => FREEZE_ID.test(id))).toBe(true);
	expect(toFreezeIds('CM', Date.parse('2025-08-29T18:05:59Z'), '7f3a')[0]).toBe('CM-250830-0105-7F3A');
});

it.each([
	['CM-250829-1400-7F3A', 'CM-250829-1400-7F3A'],
	['  cm 250829 – 1400 7f3a ', 'CM-250829-1400-7F3A'],
	['CM-250829-1400-7F3', null],
	["CM-250829-1400-7F3A'--", null],
	['', null]
])('reads %j as typed from paper', (text, id) => {
	expect(readFreezeId(text)).toBe(id);
});
