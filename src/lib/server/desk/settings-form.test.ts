import { describe, expect, test } from 'vitest';
import type { SettingsForm } from '../../contract/desk-settings.ts';
import { readSetting, toTyped } from './settings-form.ts';

function form(fields: Readonly<Record<string, string | readonly string[]>>): FormData {
	const data = new FormData();
	for (const [name, value] of Object.entries(fields))
		for (const one of typeof value === 'string' ? [value] : value) data.append(name, one);
	return data;
}
const read = (which: SettingsForm, fields: Readonly<Record<string, string | readonly string[]>>) =>
	readSetting(which, form(fields), '31825');

const WEEK = { mon: '100', tue: '100', wed: '50', thu: '100', fri: '100', sat: '0', sun: '0' };
const EFFORT = { procedure: '1.004873', which: 'own', minutes: '90', reason: 'Thực tế lâu hơn' };

describe('what a head types on the settings page', () => {
	test('parts of a hundred are read as they are written here', () => {
		expect(read('capacity', { official: 'An', share: '37,5', ...WEEK })).toEqual({
			kind: 'capacity',
			unit: '31825',
			official: 'An',
			share: 0.375,
			pattern: [1, 1, 0.5, 1, 1, 0, 0]
		});
		expect(read('capacity', { official: 'An', share: ' 50 % ', ...WEEK })).toMatchObject({ share: 0.5 });
	});

	test.each([
		['', 'bad-share'],
		['nửa', 'bad-share'],
		['101', 'bad-share'],
		['-5', 'bad-share'],
		['1e2', 'bad-share']
	])('a part of full time of "%s" is refused', (share, problem) => {
		expect(read('capacity', { official: 'An', share, ...WEEK })).toBe(problem);
	});

	test('a day of more than all its hours is refused', () => {
		expect(read('capacity', { official: 'An', share: '100', ...WEEK, fri: '120' })).toBe('bad-pattern');
	});

	test('all procedures are told from some, and none from both', () => {
		expect(read('skills', { official: 'An', which: 'all', procedure: ['1.004873'] })).toMatchObject({
			procedures: null
		});
		expect(read('skills', { official: 'An', which: 'some', procedure: ['1.004873', '2.000815'] })).toMatchObject({
			procedures: ['1.004873', '2.000815']
		});
		expect(read('skills', { official: 'An', which: 'some' })).toBe('no-skill');
	});

	test('days that there are not, and days the wrong way round, are refused', () => {
		const absence = { official: 'An', from: '2026-02-27', to: '2026-02-30', standIn: '' };
		expect(read('absence', absence)).toBe('bad-days');
		expect(read('absence', { ...absence, to: '' })).toBe('bad-days');
		expect(read('absence', { ...absence, to: '2026-03-02' })).toMatchObject({ standIn: null, to: '2026-03-02' });
	});

	test('an own weight needs minutes above nothing and a reason; the measured one only a reason', () => {
		expect(read('effort', EFFORT)).toMatchObject({ minutes: 90, reason: 'Thực tế lâu hơn' });
		expect(read('effort', { ...EFFORT, minutes: '0' })).toBe('bad-minutes');
		expect(read('effort', { ...EFFORT, minutes: 'hai giờ' })).toBe('bad-minutes');
		expect(read('effort', { ...EFFORT, reason: '  ' })).toBe('no-reason');
		expect(read('effort', { ...EFFORT, which: 'measured', minutes: '' })).toMatchObject({ minutes: null });
	});

	test('a mark needs a dossier and a reason', () => {
		expect(read('mark', { dossier: 'H12-1', reason: 'Chờ thanh tra' })).toEqual({
			kind: 'do-not-move',
			dossier: 'H12-1',
			reason: 'Chờ thanh tra'
		});
		expect(read('mark', { dossier: '', reason: 'x' })).toBe('unknown-dossier');
		expect(read('mark', { dossier: 'H12-1', reason: '' })).toBe('no-reason');
	});

	test('what was typed is kept, several boxes of one name too', () => {
		expect(toTyped(form({ share: 'nửa', procedure: ['a', 'b'] }))).toEqual({ share: ['nửa'], procedure: ['a', 'b'] });
	});
});
