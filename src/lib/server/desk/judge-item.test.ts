import { describe, expect, test } from 'vitest';
import { type DossierNow, judgeItem, type TargetNow } from './judge-item.ts';

const dossier: DossierNow = {
	version: 7,
	unit: 'A',
	handler: 'An',
	procedure: '1.1',
	isClosed: false,
	isLocked: false,
	isOffered: false,
	isSeen: true,
	isTheirs: true
};
const nobody = { official: null, skills: 'all', isAbsent: false, isAccountClosed: false } as const;
const binh: TargetNow = { ...nobody, kind: 'official', unit: 'A', official: 'Bình' };
const pool: TargetNow = { ...nobody, kind: 'pool', unit: null };
const offer: TargetNow = { ...nobody, kind: 'unit-offer', unit: 'B' };
const order: TargetNow = { ...nobody, kind: 'direction', unit: 'B' };

describe('one dossier of a move', () => {
	test.each<[string, Partial<DossierNow>, TargetNow, string]>([
		['goes to an official of its unit', {}, binh, 'moved'],
		['goes to the pool', {}, pool, 'moved'],
		['is offered to another unit', {}, offer, 'offered'],
		['is directed to another unit', {}, order, 'moved'],
		['cannot be seen', { isSeen: false, isTheirs: false, isClosed: true }, binh, 'not-yours'],
		['is of a unit whose work one may not move', { isTheirs: false, isClosed: true }, binh, 'no-right'],
		['has ended, which is told before that it has changed', { isClosed: true, version: 8 }, binh, 'closed'],
		['has changed since it was seen', { version: 8, isLocked: true }, binh, 'changed-meanwhile'],
		['must stay', { isLocked: true }, binh, 'do-not-move'],
		['must stay also when directed', { isLocked: true }, order, 'do-not-move'],
		['is of another unit than the official', { unit: 'B' }, binh, 'other-unit'],
		['is with them already', { handler: 'Bình' }, { ...binh, isAbsent: true }, 'same-handler'],
		['is in the pool already', { handler: null }, pool, 'same-handler'],
		['is in that unit already', { unit: 'B' }, offer, 'same-handler'],
		['meets a closed account', {}, { ...binh, isAccountClosed: true, isAbsent: true }, 'closed-account'],
		['meets somebody absent', {}, { ...binh, isAbsent: true, skills: new Set() }, 'absent'],
		['needs a skill', {}, { ...binh, skills: new Set(['1.2']) }, 'no-skill'],
		['finds the skill', {}, { ...binh, skills: new Set(['1.1']) }, 'moved'],
		['has no procedure to be skilled in', { procedure: null }, { ...binh, skills: new Set() }, 'moved'],
		['waits for an answer already', { isOffered: true }, offer, 'offered-already'],
		['is worked on while it waits for an answer', { isOffered: true }, binh, 'moved']
	])('%s', (_, some, target, result) => {
		expect(judgeItem(7, { ...dossier, ...some }, target)).toBe(result);
	});

	test('that does not exist is told like one that cannot be seen', () => {
		expect(judgeItem(7, undefined, binh)).toBe('not-yours');
	});
});
