import { describe, expect, it } from 'vitest';
import type { SettingsForm } from '../../src/lib/contract/desk-settings.ts';
import {
	DAY_MS,
	dayOf,
	HOUR_MS,
	MINUTE_MS,
	toDay,
	toIsoInstant,
	weekdayOf
} from '../../src/lib/domain/time/instant.ts';
import type { DeskDeps, Mover } from '../../src/lib/server/desk/deps.ts';
import { keepDesk } from '../../src/lib/server/desk/keep-desk.ts';
import { readSettings } from '../../src/lib/server/desk/read-settings.ts';
import { readWorkload } from '../../src/lib/server/desk/read-workload.ts';
import { readAccessNow } from '../../src/lib/server/access/desk-accounts.ts';
import { readSetting } from '../../src/lib/server/desk/settings-form.ts';
import { freshDatabase } from '../support/database.ts';
import { openOffice } from '../support/office.ts';
import { type As, signIn } from '../support/sign-in.ts';

const WARD = '31825';
const OTHER = '32002';
const PROCEDURE = '1.004873';
const NOW = Date.parse('2026-03-11T10:00:00+07:00');

const { db } = await freshDatabase();
const office = await openOffice(db, NOW);
const deps: DeskDeps = { db, catalogue: () => office.catalogue, now: () => office.now };
const unit = { code: WARD, name: 'Phường', nameEn: 'Ward' };

async function person(as: As): Promise<Mover> {
	const grant = typeof as === 'string' ? { role: as } : as;
	const { accountId: id } = await signIn(db, { from: toDay('2026-01-01'), ...grant });
	return { id, name: `Người ${id}` };
}
const head = await person({ role: 'commune-head', unit: WARD });

const lastWeekdays = Array.from({ length: 18 }, (_, back) => NOW - (18 - back) * DAY_MS)
	.filter((at) => weekdayOf(dayOf(at)) <= 5)
	.slice(-12);

/** Twelve dossiers finished in the mornings of the last twelve working days, some open. */
await office.push([
	...lastWeekdays
		.map((day, place) => {
			const code = `DONE-${String(place)}`;
			return [
				{
					dossier: code,
					type: 'accepted' as const,
					at: toIsoInstant(day - 2 * HOUR_MS),
					procedure: PROCEDURE,
					receiving: WARD,
					resolving: WARD,
					handler: 'An'
				},
				{ dossier: code, type: 'resolved' as const, at: toIsoInstant(day) }
			];
		})
		.flat(),
	...['An', 'Bình'].map((handler) => ({
		dossier: `OPEN-${handler}`,
		type: 'accepted' as const,
		at: toIsoInstant(NOW - HOUR_MS),
		procedure: PROCEDURE,
		receiving: WARD,
		resolving: WARD,
		handler
	})),
	{
		dossier: 'ELSEWHERE',
		type: 'accepted' as const,
		at: toIsoInstant(NOW - HOUR_MS),
		procedure: PROCEDURE,
		receiving: OTHER,
		resolving: OTHER,
		handler: 'Khôi'
	}
]);

async function keep(form: SettingsForm, fields: Readonly<Record<string, string>>, by = head) {
	const data = new FormData();
	for (const [name, value] of Object.entries(fields)) data.set(name, value);
	const setting = readSetting(form, data, WARD);
	return typeof setting === 'string' ? setting : keepDesk(deps, by, setting);
}
const WEEK = { mon: '100', tue: '100', wed: '100', thu: '100', fri: '50', sat: '0', sun: '0' };
const settings = () => readSettings(deps, unit);
const official = async (name: string) => (await settings()).officials.find((one) => one.name === name);

describe('the settings of a desk', () => {
	it('keep how much an official works, and the load table counts with it', async () => {
		const access = await readAccessNow(db, head.id, office.now);
		const before = (await readWorkload(deps, access, WARD))!.officials.find(({ name }) => name === 'An')!;
		expect(await keep('capacity', { official: 'An', share: '50', ...WEEK })).toMatchObject({ ok: true });
		expect(await official('An')).toMatchObject({ share: 0.5, pattern: [1, 1, 1, 1, 0.5, 0, 0] });
		const after = (await readWorkload(deps, access, WARD))!.officials.find(({ name }) => name === 'An')!;
		expect(after.capacity).toBeLessThan(before.capacity * 0.5);
	});

	it('keep what an official may handle, and all of it again', async () => {
		expect(await keep('skills', { official: 'An', which: 'some', procedure: PROCEDURE })).toMatchObject({ ok: true });
		expect(await official('An')).toMatchObject({ skills: [PROCEDURE] });
		expect(await keep('skills', { official: 'An', which: 'some', procedure: '9.999999' })).toMatchObject({
			problem: 'unknown-procedure'
		});
		await keep('skills', { official: 'An', which: 'all' });
		expect(await official('An')).toMatchObject({ skills: null });
	});

	it('list an absence with its stand-in until it is cancelled', async () => {
		const absence = { official: 'An', from: '2026-03-12', to: '2026-03-20', standIn: 'Bình' };
		expect(await keep('absence', absence)).toMatchObject({ ok: true });
		const [listed, ...more] = (await settings()).absences;
		expect(more).toEqual([]);
		expect(listed).toMatchObject({ ...absence, setBy: head.name });
		expect(await keep('absence', { ...absence, standIn: 'An' })).toMatchObject({ problem: 'unknown-official' });
		expect(await keep('absence', { ...absence, standIn: 'Khôi' })).toMatchObject({ problem: 'unknown-official' });
		expect(await keep('absence', { ...absence, to: '2026-03-01' })).toMatchObject({ problem: 'bad-days' });
		expect(await keep('absence', { ...absence, to: '2026-03-32' })).toBe('bad-days');
		expect(await keep('cancel', { id: String(listed!.id) })).toMatchObject({ ok: true });
		expect((await settings()).absences).toEqual([]);
	});

	it('show the measured weight with its basis beside the own one, and every value there was', async () => {
		const weight = async () => (await settings()).weights.find(({ procedure }) => procedure.code === PROCEDURE)!;
		const measured = await weight();
		expect(measured).toMatchObject({ open: 2, basis: { kind: 'median', cases: 12 }, history: [] });
		expect(measured.minutes).toBe(measured.measured);
		const form = { procedure: PROCEDURE, which: 'own', minutes: '95', reason: 'Phải đi thực địa' };
		expect(await keep('effort', form)).toMatchObject({ ok: true });
		expect(await weight()).toMatchObject({ minutes: 95, measured: measured.measured, basis: { kind: 'own' } });
		office.now += MINUTE_MS;
		await keep('effort', { ...form, which: 'measured', minutes: '', reason: 'Đã có phương tiện' });
		const last = await weight();
		expect(last.minutes).toBe(measured.minutes);
		expect(last.history).toMatchObject([
			{ minutes: null, reason: 'Đã có phương tiện', by: head.name },
			{ minutes: 95, reason: 'Phải đi thực địa' }
		]);
	});

	it('list what must not be moved until that is lifted', async () => {
		expect(await keep('mark', { dossier: 'OPEN-An', reason: 'Đang thanh tra' })).toMatchObject({ ok: true });
		expect(await keep('mark', { dossier: 'OPEN-An', reason: 'Lần nữa' })).toMatchObject({ problem: 'marked-already' });
		expect((await settings()).marks).toMatchObject([{ dossier: 'OPEN-An', handler: 'An', reason: 'Đang thanh tra' }]);
		expect(await keep('mark', { dossier: 'ELSEWHERE', reason: 'x' })).toMatchObject({ problem: 'unknown-dossier' });
		expect(await keep('lift', { dossier: 'OPEN-An' })).toMatchObject({ ok: true });
		expect((await settings()).marks).toEqual([]);
	});

	it('are kept by nobody of another unit, and every change is in the audit log', async () => {
		const stranger = await person({ role: 'commune-head', unit: OTHER });
		const before = await settings();
		expect(await keep('capacity', { official: 'An', share: '10', ...WEEK }, stranger)).toMatchObject({
			problem: 'no-right'
		});
		expect(await keep('effort', { procedure: PROCEDURE, minutes: '5', reason: 'x' }, stranger)).toMatchObject({
			problem: 'no-right'
		});
		expect(await settings()).toEqual(before);
		const logged = await db
			.selectFrom('auditEntry')
			.select(['actorId', 'details'])
			.where('action', '=', 'desk-changed')
			.execute();
		expect(logged.map(({ details }) => (details as { kind: string }).kind)).toEqual([
			'capacity',
			'skills',
			'skills',
			'absence',
			'absence-cancelled',
			'effort',
			'effort',
			'do-not-move',
			'may-move'
		]);
		expect(new Set(logged.map(({ actorId }) => actorId))).toEqual(new Set([head.id]));
	});
});
