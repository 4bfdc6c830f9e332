import { expect, test } from 'vitest';
import { accessOn, type Grant } from '../../domain/access/access.ts';
import type { Role } from '../../domain/access/role.ts';
import { MOVE_KINDS } from '../../contract/desk.ts';
import { mayMove, maySpeakFor } from './may-move.ts';

function accessOf(role: Role, unit: string | null) {
	const grant: Grant = { role, unit, handler: role === 'official' ? 'An' : null, from: 0, to: null, standInFor: null };
	return accessOn(1, [grant]);
}

test.each<[Role, string | null, readonly string[]]>([
	['commune-head', 'A', ['official', 'pool', 'unit-offer']],
	['department-head', 'B', []],
	['leader', null, ['official', 'pool', 'unit-offer', 'direction']],
	['official', 'A', []],
	['auditor', null, []],
	['administrator', null, []],
	['presenter', null, []]
])('%s of %s moves the work of unit A by %s', (role, unit, kinds) => {
	expect(MOVE_KINDS.filter((kind) => mayMove(accessOf(role, unit), kind, 'A'))).toEqual(kinds);
});

test('only its own head speaks for a unit, and nobody for a dossier without one', () => {
	expect(maySpeakFor(accessOf('commune-head', 'A'), 'A')).toBe(true);
	expect(maySpeakFor(accessOf('commune-head', 'A'), 'B')).toBe(false);
	expect(maySpeakFor(accessOf('leader', null), 'A')).toBe(false);
	expect(mayMove(accessOf('leader', null), 'pool', null)).toBe(false);
});
