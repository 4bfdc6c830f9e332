import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findJsonFault } from './json-fault.ts';

test.each([
	['{"a":1', 1, 7],
	['{"a":1,}', 1, 8],
	['[1,2\n3]', 2, 1],
	['', 1, 1],
	['{"a":x}', 1, 6],
	['[{"a":1},\n {"b":"\\q"}]', 2, 7],
	['{"a":"b\nc"}', 1, 6],
	['{} {}', 1, 4],
	['[01]', 1, 2],
	['[1.2.3]', 1, 2],
	['{"a" 1}', 1, 6],
	['[true,]', 1, 7],
	[']', 1, 1]
])('%j stops being JSON at line %i, column %i', (text, line, column) => {
	expect(findJsonFault(text)).toEqual({ line, column });
});

test('whole JSON has its fault at the end, and a stray character where it stands', () => {
	fc.assert(
		fc.property(fc.jsonValue(), fc.nat(), (value, spot) => {
			const text = JSON.stringify(value, null, 1);
			const end = { line: text.split('\n').length, column: text.length - text.lastIndexOf('\n') };
			expect(findJsonFault(text)).toEqual(end);
			// Between two tokens of a list nothing but a comma may stand.
			const list = `[${text}\n#${spot}]`;
			expect(findJsonFault(list)).toEqual({ line: end.line + 1, column: 1 });
		})
	);
});
