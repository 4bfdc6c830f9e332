import { describe, expect, test } from 'vitest';
import { aCatalogue } from '../../../../tests/support/a-catalogue.ts';
import { readOwnRecord } from './own-record.ts';
import type { ReadingContext } from './reading.ts';
import { findDossierCode, toEvents } from './to-events.ts';

const context: ReadingContext = {
	catalogue: aCatalogue(),
	defaultUnit: null,
	arrivedAt: Date.parse('2025-08-15T02:00:00Z')
};
const base = {
	dossier: 'H12.03-250815-0001',
	type: 'accepted',
	at: '2025-08-15T08:00:00+07:00',
	procedure: '1.001193',
	resolving: 'xã Đầm Dơi'
};
const firstEvent = (record: object, some: Partial<ReadingContext> = {}) => {
	const reading = readOwnRecord(record, { ...context, ...some });
	return 'events' in reading ? reading.events[0] : undefined;
};

describe('an event record of ours', () => {
	test('becomes its event; units go by code or by name', () => {
		expect(firstEvent({ ...base, key: 'k1', returnAt: '2025-08-20T10:00:00Z', returning: '31825' })).toEqual({
			key: 'k1',
			type: 'accepted',
			at: Date.parse('2025-08-15T01:00:00Z'),
			facts: { procedure: '1.001193', resolving: '32152', receiving: '32152', returning: '31825' },
			returnAt: Date.parse('2025-08-20T10:00:00Z')
		});
	});

	test('that brings the dossier in stands for the units it leaves out, a later one does not', () => {
		expect(firstEvent(base, { defaultUnit: 'TTPVHCC' })?.facts?.receiving).toBe('TTPVHCC');
		expect(firstEvent({ ...base, receiving: '31825' }, { defaultUnit: 'TTPVHCC' })?.facts?.receiving).toBe('31825');
		expect(firstEvent({ dossier: 'A', type: 'processing', at: base.at, handler: null })?.facts).toEqual({
			handler: null
		});
		expect(firstEvent({ dossier: 'A', type: 'processing', at: base.at })).not.toHaveProperty('facts');
	});

	test('without a key gets one from what it says, not from how it is written', () => {
		const key = firstEvent(base)?.key;
		expect(firstEvent({ ...base, at: '2025-08-15T01:00:00.000Z' })?.key).toBe(key);
		expect(firstEvent({ ...base, resolving: '32152' })?.key).toBe(key);
		expect(firstEvent({ ...base, applicant: { name: 'Nguyễn Văn A' } })?.key).toBe(key);
		expect(firstEvent({ ...base, channel: 'post' })?.key).not.toBe(key);
	});

	test.each([
		[{ dossier: '' }, 'rejected', 'missing-field', 'dossier'],
		[{ type: undefined }, 'rejected', 'missing-field', 'type'],
		[{ type: 'lost' }, 'rejected', 'bad-field', 'type'],
		[{ at: '2025-08-15' }, 'rejected', 'bad-field', 'at'],
		[{ at: '2025-02-30T08:00:00+07:00' }, 'rejected', 'bad-field', 'at'],
		[{ returnAt: '2025-09-31T08:00:00+07:00' }, 'rejected', 'bad-field', 'returnAt'],
		[{ at: '2025-08-15T02:10:01Z' }, 'rejected', 'time-in-future', 'at'],
		[{ at: '1999-12-31T10:00:00Z' }, 'rejected', 'time-too-old', 'at'],
		[{ key: 'desk/0f8fad5b-d9cb-469f-a165-70867728950e' }, 'rejected', 'bad-field', 'key'],
		[{ colour: 'red' }, 'rejected', 'bad-field', 'colour'],
		[{ applicant: { age: 7 } }, 'rejected', 'bad-field', 'applicant.age'],
		[{ reason: 'a'.repeat(1001) }, 'rejected', 'bad-field', 'reason'],
		[{ receiving: 'Xã Không Có' }, 'waiting', 'unknown-unit', 'receiving'],
		[{ procedure: '9.999999' }, 'waiting', 'unknown-procedure', 'procedure']
	])('case %#: is %s', (some, outcome, problem, field) => {
		expect(readOwnRecord({ ...base, ...some }, context)).toMatchObject({ outcome, problem, field });
	});

	test('up to ten minutes ahead is the difference between two clocks', () => {
		expect(firstEvent({ ...base, at: '2025-08-15T02:10:00Z' })).toBeDefined();
	});
});

test.each([[null], ['x'], [7], [[]], [{}], [{ MaTTHC: '1' }]])('%j is no record', (value) => {
	expect(toEvents(value, context)).toMatchObject({ outcome: 'rejected', problem: 'unknown-form' });
	expect(findDossierCode(value)).toBeNull();
});
