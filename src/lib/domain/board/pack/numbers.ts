/**
 * Whole numbers as bytes: one below 248; above, a first byte says how many follow, lowest first. A change of a view is
 * mostly small numbers, and goes to every screen thirty times a second.
 */
const SHORT = 248;
const BYTE = 256;

/** `numbers`: whole, none negative, up to 2^53 − 1. */
export function packNumbers(numbers: readonly number[]): Uint8Array {
	const bytes: number[] = [];
	for (const number of numbers) {
		if (number < SHORT) {
			bytes.push(number);
			continue;
		}
		const head = bytes.push(0) - 1;
		let rest = number - SHORT;
		do {
			bytes.push(rest % BYTE);
			rest = Math.floor(rest / BYTE);
		} while (rest > 0);
		bytes[head] = SHORT + bytes.length - head - 2;
	}
	return Uint8Array.from(bytes);
}

/** The numbers of packed bytes. Throws on bytes that break off. */
export function unpackNumbers(bytes: Uint8Array): number[] {
	const numbers: number[] = [];
	for (let i = 0; i < bytes.length; i++) {
		const first = byteAt(bytes, i);
		if (first < SHORT) {
			numbers.push(first);
			continue;
		}
		const length = first - SHORT + 1;
		let number = 0;
		for (let k = length; k >= 1; k--) number = number * BYTE + byteAt(bytes, i + k);
		numbers.push(number + SHORT);
		i += length;
	}
	return numbers;
}

function byteAt(bytes: Uint8Array, index: number): number {
	const byte = bytes[index];
	if (byte === undefined) throw new RangeError('packed numbers break off');
	return byte;
}

/** A whole number of either sign as one that is not negative, small ones staying small. */
export function foldSign(number: number): number {
	return number >= 0 ? 2 * number : -2 * number - 1;
}

export function unfoldSign(number: number): number {
	return number % 2 === 0 ? number / 2 : -(number + 1) / 2;
}
