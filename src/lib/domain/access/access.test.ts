import { describe, expect, it } from 'vitest';
import { toDay } from '../time/instant.ts';
import { accessOn, type Grant, NO_ACCESS } from './access.ts';
import { RIGHTS, RIGHTS_OF, ROLES, type Role } from './role.ts';
import { isNothing, NOTHING } from './scope.ts';

const monday = toDay('2026-03-09');
const grant = (role: Role, rest: Partial<Grant> = {}): Grant => ({
	role,
	unit: null,
	handler: null,
	from: monday,
	to: null,
	standInFor: null,
	...rest
});

describe('what the roles of somebody allow', () => {
	it('is nothing without a role', () => {
		expect(accessOn(monday, [])).toEqual(NO_ACCESS);
	});

	it.each(ROLES)('of a %s is what is written for the role, and nothing else', (role) => {
		const access = accessOn(monday, [grant(role, { unit: '31825', handler: 'Nguyễn Văn A' })]);
		for (const right of RIGHTS) expect(isNothing(access[right]), right).toBe(!RIGHTS_OF[role].includes(right));
	});

	it('begins and ends with its days, the last one included', () => {
		const some = [grant('leader', { from: monday, to: monday + 1 })];
		const seen = [-1, 0, 1, 2].map((day) => accessOn(monday + day, some).view);
		expect(seen).toEqual([NOTHING, 'province', 'province', NOTHING]);
	});

	it('adds up over several roles, right by right', () => {
		const access = accessOn(monday, [
			grant('commune-head', { unit: '31825' }),
			grant('commune-head', { unit: '32002', standInFor: 'Trần Thị B' }),
			grant('auditor')
		]);
		expect(access.view).toBe('province');
		expect(access['assign-within']).toEqual({ units: ['31825', '32002'], hands: [] });
		expect(access['assign-across']).toEqual(NOTHING);
	});

	it('is nothing for a head without a unit and an official without a name: a gap in a form opens no door', () => {
		expect(accessOn(monday, [grant('department-head')])).toEqual(NO_ACCESS);
		expect(accessOn(monday, [grant('official', { unit: '31825' })])).toEqual(NO_ACCESS);
	});

	it('never lets an auditor change anything', () => {
		const changing = RIGHTS.filter((right) => !['view', 'view-applicant', 'export', 'audit'].includes(right));
		expect(RIGHTS_OF.auditor.filter((right) => changing.includes(right))).toEqual([]);
	});
});
