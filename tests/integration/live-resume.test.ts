import { describe, expect, it } from 'vitest';
import type { WholeView } from '../../src/lib/contract/live.ts';
import { DAY_MS, HOUR_MS, toIsoInstant } from '../../src/lib/domain/time/instant.ts';
import { LiveView } from '../../src/lib/server/live/live-view.ts';
import { ProvinceBoard } from '../../src/lib/server/live/province-board.ts';
import { freshDatabase } from '../support/database.ts';
import { openOffice } from '../support/office.ts';
import { anAccepted } from '../support/records.ts';
import { expectTruth } from '../support/truth.ts';

const { db } = await freshDatabase();
const office = await openOffice(db, Date.parse('2026-03-10T09:00:00+07:00'));

/** The province's view as one server keeps it. */
async function aServer() {
	const board = await ProvinceBoard.open(office.boardDeps);
	const view = new LiveView(board, {}, 'province', await board.readHistory({}, 'province'));
	return {
		view,
		/** Reads and tells what is new, in one message. */
		catchUp: async () => {
			while (await board.follow());
			board.tick();
			if (view.isOutdated) view.renew(await board.readHistory({}, 'province'), board.edition);
			else view.next(false);
		}
	};
}

const sinceOf = ({ version, history }: WholeView) => ({ version, history: history.id });
const at = (hours = 0) => toIsoInstant(office.now + hours * HOUR_MS);
const aDossier = (code: string) => anAccepted(code, { at: at(-0.1), returnAt: at(100) });
const resolved = (dossier: string) => ({ dossier, type: 'resolved' as const, at: at() });

describe('a screen that goes on with another server', () => {
	it('has exactly its numbers, also where changes cancelled each other before that server told of them', async () => {
		const [one, other] = [await aServer(), await aServer()];
		await office.push([aDossier('A-1')]);
		await one.catchUp();
		const screen = one.view.whole();
		await office.push([resolved('A-1')]);
		await other.catchUp();
		const resume = other.view.resume(sinceOf(screen));
		expect(resume).not.toBeNull();
		await expectTruth(db, { ...screen, ...resume });
	});

	it('needs no whole view, though that server read the past earlier or later', async () => {
		const early = await aServer();
		await office.push([aDossier('B-1')]);
		await early.catchUp();
		const late = await aServer();
		expect(late.view.resume(sinceOf(early.view.whole()))).not.toBeNull();
		expect(early.view.resume(sinceOf(late.view.whole()))).not.toBeNull();
	});

	it('is not taken back to a state that is older than its own', async () => {
		const [quick, slow] = [await aServer(), await aServer()];
		await office.push([aDossier('C-1')]);
		await quick.catchUp();
		const since = sinceOf(quick.view.whole());
		expect(slow.view.isBehind(since)).toBe(true);
		await slow.catchUp();
		expect(slow.view.isBehind(since)).toBe(false);
	});
});

describe('a screen that was away for long', () => {
	it('goes on without a whole view while the past is the same', async () => {
		const server = await aServer();
		const screen = server.view.whole();
		for (let hour = 1; hour <= 5; hour++) {
			office.now += HOUR_MS;
			await office.push([aDossier(`D-${hour}`)]);
			await server.catchUp();
		}
		await expectTruth(db, { ...screen, ...server.view.resume(sinceOf(screen)) });
	});

	it('gets a whole view once a record has changed the days before today', async () => {
		const server = await aServer();
		const screen = server.view.whole();
		await office.push([anAccepted('E-1', { at: at(-30), returnAt: at(100) })]);
		await server.catchUp();
		expect(server.view.resume(sinceOf(screen))).toBeNull();
		expect(server.view.whole().history.figures['received-today']?.at(-1)).toBe(1);
	});

	it('and slept over midnight gets a whole view, whichever server it finds', async () => {
		const server = await aServer();
		const screen = server.view.whole();
		office.now += DAY_MS;
		await server.catchUp();
		expect(server.view.resume(sinceOf(screen))).toBeNull();
		expect((await aServer()).view.resume(sinceOf(screen))).toBeNull();
		const whole = server.view.whole();
		expect(whole.history.days.at(-1)).toBe('2026-03-10');
		expect(whole.asOf).toBe(office.now);
		await expectTruth(db, whole);
	});
});
