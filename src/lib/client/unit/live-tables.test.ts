import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WholeView } from '$lib/contract/live.ts';
import type { UnitTables } from '$lib/contract/unit-model.ts';
import { LiveTables } from './live-tables.svelte.ts';

const VIEW: WholeView = {
	seq: 1,
	version: 10,
	asOf: 1_000,
	cells: [1, 2, 3],
	history: { id: 'past' } as WholeView['history'],
	ticker: []
};
const TABLES: UnitTables = { version: 10, asOf: 1_000, procedures: [], handlers: [] };

let looked = true;
beforeEach(() => {
	vi.useFakeTimers();
	looked = true;
	vi.stubGlobal('document', {
		get visibilityState() {
			return looked ? 'visible' : 'hidden';
		}
	});
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

/** Tables of a unit whose server answers by the version it is at. */
function aUnit(first: Partial<UnitTables> = {}) {
	const server = { version: 10, asOf: 1_000, reads: 0, isAway: false };
	const live = new LiveTables({ ...TABLES, ...first }, VIEW, () => {
		server.reads++;
		const { version, asOf } = server;
		return server.isAway ? Promise.reject(new Error('away')) : Promise.resolve({ ...TABLES, version, asOf });
	});
	return {
		live,
		server,
		/** Something of the unit happens at a version. */
		happen: (version: number) => {
			Object.assign(server, { version, asOf: version * 100 });
			live.note({ ...VIEW, version, asOf: version * 100, cells: [version, 2, 3] });
		}
	};
}

describe('the tables of a unit on a screen', () => {
	it('cost no query while nothing of the unit happens, however often the province moves', async () => {
		const { live, server } = aUnit();
		for (let version = 11; version < 200; version++) live.note({ ...VIEW, version, asOf: version * 100 });
		live.look();
		await vi.advanceTimersByTimeAsync(60_000);
		expect(server.reads).toBe(0);
	});

	it('are read again when the unit changes, and with what happened meanwhile only once a rest later', async () => {
		const { live, server, happen } = aUnit();
		happen(11);
		await vi.advanceTimersByTimeAsync(0);
		expect(live.tables.version).toBe(11);
		for (const version of [12, 13, 14]) happen(version);
		await vi.advanceTimersByTimeAsync(2_900);
		expect(server.reads).toBe(1);
		await vi.advanceTimersByTimeAsync(200);
		expect([server.reads, live.tables.version]).toEqual([2, 14]);
		await vi.advanceTimersByTimeAsync(60_000);
		expect(server.reads).toBe(2);
	});

	it('wait until somebody looks', async () => {
		const { live, server, happen } = aUnit();
		looked = false;
		happen(11);
		await vi.advanceTimersByTimeAsync(60_000);
		expect(server.reads).toBe(0);
		looked = true;
		live.look();
		await vi.advanceTimersByTimeAsync(0);
		expect(live.tables.version).toBe(11);
	});

	it('stay as they are while the server is away, and are tried again', async () => {
		const { live, server, happen } = aUnit();
		server.isAway = true;
		happen(11);
		await vi.advanceTimersByTimeAsync(0);
		expect(live.tables.version).toBe(10);
		server.isAway = false;
		await vi.advanceTimersByTimeAsync(3_100);
		expect(live.tables.version).toBe(11);
	});

	it('follow a page whose view was newer from the start, and a line of the ticker without a number', async () => {
		const { live, server } = aUnit({ version: 9 });
		live.look();
		await vi.advanceTimersByTimeAsync(3_100);
		expect([server.reads, live.tables.version]).toEqual([1, 10]);
		Object.assign(server, { version: 11, asOf: 1_100 });
		const line = { at: 1_100, type: 'assigned' as const, dossier: 'D-1', receiving: null, resolving: '31825' };
		live.note({ ...VIEW, version: 11, asOf: 1_100, ticker: [line] });
		await vi.advanceTimersByTimeAsync(0);
		expect(live.tables.version).toBe(11);
	});

	it('are not asked for any more when the page is left', async () => {
		const { live, server, happen } = aUnit();
		happen(11);
		live.close();
		happen(12);
		await vi.advanceTimersByTimeAsync(60_000);
		expect(server.reads).toBe(0);
	});
});
