import { expect, it } from 'vitest';
import type { TickerLine } from './live.ts';
import { LINES_MARK } from './pack-change.ts';
import { packLines, unpackLines } from './pack-lines.ts';

it('carries the lines of the ticker, with unknown places and names that are not ASCII', () => {
	const lines: TickerLine[] = [
		{ at: 1_795_382_611_424, type: 'overdue', dossier: 'H12.31825-251122-0001', receiving: '31825', resolving: null },
		{ at: 1_795_382_611_420, type: 'accepted', dossier: 'Đặc-1', receiving: null, resolving: 'H12.05' },
		{ at: 1_795_382_612_000, type: 'transfer-accepted', dossier: 'X', receiving: '31825', resolving: '32002' }
	];
	const packed = packLines(lines);
	expect(packed[0]).toBe(LINES_MARK);
	expect(unpackLines(packed)).toEqual(lines);
	expect(packed.length).toBeLessThan(JSON.stringify(lines).length / 3);
});
