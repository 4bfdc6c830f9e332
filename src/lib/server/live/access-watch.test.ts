import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Access, NO_ACCESS } from '../../domain/access/access.ts';
import { AccessWatch, type Watched } from './access-watch.ts';

const NOON = Date.parse('2026-03-10T12:00:00+07:00');
const SEES: Access = { ...NO_ACCESS, view: 'province' };

/** The rights of an office, and how often they were asked for. */
function anOffice() {
	const office = {
		now: NOON,
		version: 1,
		isAway: false,
		holders: new Map<string, Access>(),
		asked: { version: 0, accesses: [] as string[][] }
	};
	const answer = <T>(value: T) => (office.isAway ? Promise.reject(new Error('away')) : Promise.resolve(value));
	const watch = new AccessWatch(
		{
			readVersion: () => {
				office.asked.version++;
				return answer(office.version);
			},
			readAccesses: (ids) => {
				office.asked.accesses.push([...ids]);
				return answer(office.holders);
			}
		},
		() => office.now
	);
	const come = (sessionId: string, until: number | null = null) => {
		const heard: (Access | null)[] = [];
		const one: Watched = { sessionId, until, onAccess: (access) => heard.push(access) };
		office.holders.set(sessionId, SEES);
		watch.add(one);
		return { heard, leave: () => watch.remove(one) };
	};
	return { office, watch, come };
}

const twoSeconds = () => vi.advanceTimersByTimeAsync(2_000);

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('whoever looks on', () => {
	it('is looked up once after coming, and then only when somebody may see less or more', async () => {
		const { office, come } = anOffice();
		const { heard } = come('s1');
		await twoSeconds();
		expect(heard).toEqual([SEES]);
		await vi.advanceTimersByTimeAsync(60_000);
		expect(office.asked.accesses).toEqual([['s1']]);
		office.version++;
		office.holders.clear();
		await twoSeconds();
		expect(heard).toEqual([SEES, null]);
	});

	it('is one question with all others, however many lines a session has', async () => {
		const { office, come } = anOffice();
		for (const id of ['s1', 's1', 's2']) come(id);
		await twoSeconds();
		expect(office.asked).toEqual({ version: 1, accesses: [['s1', 's2']] });
	});

	it('is looked up when a day begins, and when the session ends', async () => {
		const { office, come } = anOffice();
		const [day, session] = [come('day'), come('session', NOON + 60_000)];
		await twoSeconds();
		office.now = NOON + 60_000;
		await twoSeconds();
		expect([day.heard.length, session.heard.length]).toEqual([1, 2]);
		office.now = Date.parse('2026-03-11T00:00:00+07:00');
		await twoSeconds();
		expect([day.heard.length, session.heard.length]).toEqual([2, 3]);
	});

	it('keeps what they had while the database is away, and is looked up when it is back', async () => {
		const { office, come } = anOffice();
		const { heard } = come('s1');
		await twoSeconds();
		office.isAway = true;
		office.version++;
		office.holders.clear();
		await vi.advanceTimersByTimeAsync(30_000);
		expect(heard).toEqual([SEES]);
		office.isAway = false;
		await twoSeconds();
		expect(heard).toEqual([SEES, null]);
	});
});

it('nothing is asked while nobody looks on', async () => {
	const { office, watch, come } = anOffice();
	await vi.advanceTimersByTimeAsync(60_000);
	expect(office.asked.version).toBe(0);
	const { leave } = come('s1');
	await twoSeconds();
	leave();
	const { version } = office.asked;
	await vi.advanceTimersByTimeAsync(60_000);
	expect(office.asked.version).toBe(version);
	const { heard } = come('s2');
	await twoSeconds();
	expect(heard).toHaveLength(1);
	watch.stop();
});
