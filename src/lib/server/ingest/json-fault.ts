/** Line and column, both from 1, at which a text stops being JSON. */
export interface TextPlace {
	readonly line: number;
	readonly column: number;
}

const BLANK = /[ \t\r\n]*/y;
// eslint-disable-next-line no-control-regex -- JSON forbids them inside strings
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])|(?:true|false|null)\b/y;

/** Where the first fault of a broken JSON text is. V8 tells a position for some faults only. */
export function findJsonFault(text: string): TextPlace {
	const before = text.slice(0, faultPosition(text));
	return { line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') };
}

/** Reads token by token; `closers` holds the bracket that ends each open list or object. */
function faultPosition(text: string): number {
	const closers: (']' | '}')[] = [];
	let place = 0;
	let expected: 'value' | 'key' | 'colon' | 'next' = 'value';
	let mayClose = false;
	const take = (pattern: RegExp): boolean => {
		pattern.lastIndex = place;
		if (!pattern.test(text)) return false;
		place = pattern.lastIndex;
		return true;
	};
	for (;;) {
		take(BLANK);
		const char = text[place];
		if (char === undefined) return place;
		const closer = closers.at(-1);
		if ((mayClose || expected === 'next') && char === closer) {
			closers.pop();
			place++;
			expected = 'next';
		} else if (expected === 'next') {
			if (char !== ',' || closer === undefined) return place;
			place++;
			expected = closer === '}' ? 'key' : 'value';
		} else if (expected === 'colon') {
			if (char !== ':') return place;
			place++;
			expected = 'value';
		} else if (expected === 'key') {
			if (!take(STRING)) return place;
			expected = 'colon';
		} else if (char === '{' || char === '[') {
			closers.push(char === '{' ? '}' : ']');
			place++;
			expected = char === '{' ? 'key' : 'value';
			mayClose = true;
			continue;
		} else if (take(STRING) || take(SCALAR)) {
			expected = 'next';
		} else {
			return place;
		}
		mayClose = false;
	}
}
