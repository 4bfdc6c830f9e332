import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parseMapping } from './parse-mapping.ts';

const good = {
	input: { format: 'csv' },
	feed: { id: 'test', name: 'Test' },
	dates: { time: { patterns: ['dd/MM/yyyy'] } },
	tables: { channels: { values: { a: 'counter' } } },
	dossier: '{Mã}',
	events: [{ type: 'accepted', at: { column: 'Ngày', date: 'time' } }]
};
const event = (more: object) => ({ ...good, events: [{ ...good.events[0], ...more }] });

test('what is not said has a meaning', () => {
	expect(parseMapping(JSON.stringify(good))).toMatchObject({
		input: { format: 'csv', delimiter: ',', quote: '"', headerRow: 1 },
		zone: 'Asia/Ho_Chi_Minh',
		units: [],
		procedures: [],
		constants: {}
	});
});

test.each([
	['feed.id: must be small letters', { ...good, feed: { id: 'Cà Mau', name: 'x' } }],
	['feed.name: is missing', { ...good, feed: { id: 'x' } }],
	['colour: is not known here', { ...good, colour: 'red' }],
	['input.encoding: is not the name of an encoding', { ...good, input: { format: 'csv', encoding: 'tcvn3' } }],
	['input.format: must be csv or xlsx', { ...good, input: { format: 'ods' } }],
	['input.sheet: is not known here', { ...good, input: { format: 'csv', sheet: 'A' } }],
	['events[0].type: must be one of filed, accepted', event({ type: 'received' })],
	['events[0].at: must be an object with column and date', event({ at: '{Ngày}' })],
	['events[0].at.date: there is no "day" in dates', event({ at: { column: 'Ngày', date: 'day' } })],
	['events[0].at: must have either column or template', event({ at: { date: 'time' } })],
	['events[0].step.table: there is no "steps" in tables', event({ step: { column: 'B', table: 'steps' } })],
	['events[0].channel: "fax" is none of counter, online, post', event({ channel: 'fax' })],
	['events[0].when[0]: must have one of filled, equals', event({ when: [{ column: 'B' }] })],
	['events[0].handler: must be a text, or an object', event({ handler: 7 })],
	['dates.time: "QQ"', { ...good, dates: { time: { patterns: ['QQ/MM/yyyy'] } } }],
	['dates.time: "Mars" is not a time zone', { ...good, zone: 'Mars' }],
	['units[0].kind: must be centre, department or commune', { ...good, units: [{ code: 'A', kind: 'x', name: 'A' }] }]
])('a wrong mapping is told by its place: %s', (message, mapping) => {
	expect(() => parseMapping(JSON.stringify(mapping))).toThrow(message);
});

test('every fault is told at once', () => {
	const wrong = { ...good, feed: { id: 'x' }, dossier: '' };
	expect(() => parseMapping(JSON.stringify(wrong))).toThrow(/feed\.name.*\n.*dossier: must not be empty/);
});

test('a mapping that is not JSON is told with the place', () => {
	expect(() => parseMapping('{"input": }')).toThrow('The mapping is not JSON: line 1, column 11.');
});

const folder = path.resolve(import.meta.dirname, '../mappings');
test.each(readdirSync(folder).filter((name) => name.endsWith('.json')))('the mapping %s is right', (name) => {
	expect(parseMapping(readFileSync(path.join(folder, name), 'utf8')).events).not.toHaveLength(0);
});

test('the example in the README is right', () => {
	const readme = readFileSync(path.join(folder, 'README.md'), 'utf8');
	const example = /```json\n(?<json>[^]*?)```/u.exec(readme)?.groups?.['json'] ?? '';
	expect(parseMapping(example).events).toHaveLength(3);
});
