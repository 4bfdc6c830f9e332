import type { Transaction } from 'kysely';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { connectionConfig } from '../../src/lib/server/db/database.ts';
import type { Tables } from '../../src/lib/server/db/tables.ts';
import { listRefused } from '../../src/lib/server/feeds/refused-records.ts';
import type { IngestDeps } from '../../src/lib/server/ingest/deps.ts';
import { recoverUnjudged } from '../../src/lib/server/ingest/recover.ts';
import { storeBatches } from '../../src/lib/server/ingest/inbox.ts';
import { createQueue } from '../../src/lib/server/ingest/queue.ts';
import { recordBatch } from '../../src/lib/server/ingest/record-batch.ts';
import { replay } from '../../src/lib/server/ingest/replay.ts';
import { freshDatabase } from '../support/database.ts';
import { openIngest } from '../support/ingest.ts';

const { db, url } = await freshDatabase();
const NOW = Date.parse('2025-12-01T09:00:00+07:00');
const office = await openIngest(db, NOW);
const { push, deps } = office;

const accepted = (dossier: string, some: object = {}) => ({
	key: 'accepted',
	dossier,
	type: 'accepted',
	at: '2025-11-28T08:00:00+07:00',
	procedure: '1.001193',
	receiving: '31825',
	resolving: '32152',
	channel: 'counter',
	...some
});
const synced = (dossier: string, some: object = {}) => ({
	MaHoSo: dossier,
	MaTTHC: '1.001193',
	NgayNopHoSo: '20251127160000',
	NgayTiepNhan: '20251128080000',
	NgayHenTra: '20251203170000',
	TrangThaiHoSo: '2',
	KenhThucHien: '2',
	DonViXuLy: 'Xã Đầm Dơi',
	...some
});
const progressed = (dossier: string, some: object = {}) => ({
	MaHoSo: dossier,
	NguoiXuLy: 'Trần Thị B',
	ChucDanh: 'Chuyên viên',
	ThoiDiemXuLy: '20251128093000',
	NoiDungXuLy: 'Thẩm định hồ sơ',
	TrangThai: '4',
	...some
});
const dossierOf = (code: string) => db.selectFrom('dossier').selectAll().where('code', '=', code).executeTakeFirst();
const countEvents = async (code: string) =>
	(await db.selectFrom('event').select('key').where('dossierCode', '=', code).execute()).length;
const headVersion = async () => (await db.selectFrom('ledgerHead').select('version').executeTakeFirstOrThrow()).version;

describe('a batch', () => {
	it('gets one answer per record, and the bad ones do not spoil the good ones', async () => {
		const before = await headVersion();
		const answer = await push([
			accepted('A-1', { applicant: { name: 'Nguyễn Văn A', phone: '0912345678' } }),
			accepted('A-1'),
			accepted('A-1', { channel: 'post' }),
			synced('A-2', { ChuHoSo: 'Lê Thị C', DonViXuLy: 'Phòng chưa biết' }),
			accepted('A-3', { at: '2025-12-01T09:11:00+07:00' }),
			accepted('A-4', { at: '1970-01-01T00:00:00Z' }),
			{ MaHoSo: 'A-5' },
			'Nguyễn Văn A',
			synced('A-6')
		]);
		expect(answer).toMatchObject({ version: before + 1, accepted: 2, repeated: 1, waiting: 1, rejected: 5 });
		expect(answer.records.map(({ outcome, problem, field, dossier }) => [outcome, problem, field, dossier])).toEqual([
			['accepted', undefined, undefined, 'A-1'],
			['repeated', undefined, undefined, 'A-1'],
			['rejected', 'key-reused', 'key', 'A-1'],
			['waiting', 'unknown-unit', 'DonViXuLy', 'A-2'],
			['rejected', 'time-in-future', 'at', 'A-3'],
			['rejected', 'time-too-old', 'at', 'A-4'],
			['rejected', 'missing-field', 'MaTTHC', 'A-5'],
			['rejected', 'unknown-form', undefined, undefined],
			['accepted', undefined, undefined, 'A-6']
		]);
		expect(await dossierOf('A-1')).toMatchObject({
			version: before + 1,
			receiving: '31825',
			resolving: '32152',
			crossBoundary: true,
			channel: 'counter',
			status: 2,
			acceptedAt: Date.parse('2025-11-28T08:00:00+07:00')
		});
		expect(await dossierOf('A-6')).toMatchObject({
			receiving: '32152',
			crossBoundary: false,
			dueAt: Date.parse('2025-12-03T17:00:00+07:00')
		});
		expect(await dossierOf('A-2')).toBeUndefined();
	});

	it('that comes again changes nothing', async () => {
		const records = [accepted('B-1'), synced('B-2', { TrangThaiHoSo: '4' }), progressed('B-2')];
		const first = await push(records);
		expect(first).toMatchObject({ accepted: 3 });
		const before = [await dossierOf('B-1'), await dossierOf('B-2'), await countEvents('B-2')];
		expect(await push(records)).toMatchObject({ version: first.version, accepted: 0, repeated: 3 });
		expect([await dossierOf('B-1'), await dossierOf('B-2'), await countEvents('B-2')]).toEqual(before);
	});

	it('keeps every record, and of the applicants only what waits for a replay', async () => {
		const records = await db.selectFrom('inboundRecord').select(['outcome', 'payload']).execute();
		const kept = JSON.stringify([
			records,
			await db.selectFrom('event').select('body').execute(),
			await db.selectFrom('dossier').selectAll().execute(),
			await db.selectFrom('ledgerChange').selectAll().execute(),
			await db.selectFrom('inboundBatch').select('body').execute()
		]);
		for (const text of ['Nguyễn Văn A', '0912345678', 'Lê Thị C']) expect(kept).not.toContain(text);
		const applicants = await db.selectFrom('applicant').select(['dossierCode', 'name', 'phone']).execute();
		expect(applicants).toEqual([{ dossierCode: 'A-1', name: 'Nguyễn Văn A', phone: '0912345678' }]);
		const personal = JSON.stringify(await db.selectFrom('inboundPersonal').select('fields').execute());
		expect(personal).toContain('Lê Thị C');
		expect(personal).not.toContain('0912345678');
	});

	it('with characters PostgreSQL refuses in one record still takes the others', async () => {
		const answer = await push([accepted('C-1'), accepted('C-2', { reason: 'x'.repeat(1000) }), 'x'.repeat(100_000)]);
		expect(answer).toMatchObject({ accepted: 2, rejected: 1 });
	});

	it('tells followers each dossier before and after, once per version, and wakes them once', async () => {
		const client = new pg.Client(connectionConfig(url));
		await client.connect();
		const heard: string[] = [];
		client.on('notification', ({ payload }) => heard.push(payload ?? ''));
		await client.query('listen ledger');
		const { version } = await push([accepted('D-1'), accepted('D-2')]);
		await push([accepted('D-1'), accepted('D-2')]);
		const resolved = { dossier: 'D-1', type: 'resolved', at: '2025-11-28T15:00:00+07:00' };
		const assigned = { dossier: 'D-1', type: 'assigned', at: '2025-11-28T09:00:00+07:00', handler: 'Trần Thị B' };
		const second = await push([resolved, assigned]);
		expect(second.version).toBe(version + 1);
		// Anything sent before this answer has arrived with it.
		await client.query('select 1');
		await client.end();
		expect(heard).toEqual([String(version), String(version + 1)]);
		const changes = await db
			.selectFrom('ledgerChange')
			.selectAll()
			.where('version', '>=', version)
			.orderBy('version')
			.orderBy('dossierCode')
			.execute();
		expect(changes.map(({ version, dossierCode, type }) => [version, dossierCode, type])).toEqual([
			[version, 'D-1', 'accepted'],
			[version, 'D-2', 'accepted'],
			[version + 1, 'D-1', 'resolved']
		]);
		expect(changes[0]?.before).toBeNull();
		expect(changes[2]?.before).toEqual(changes[0]?.after);
		expect(changes[2]?.after).toMatchObject({ status: 9, handler: 'Trần Thị B', timeliness: 'on-time' });
	});
});

describe('records that come late', () => {
	it('a progress record opens the dossier that its own record completes', async () => {
		const by = { NguoiXuLy: 'Lý Thị E' };
		expect(await push([progressed('E-1', by)])).toMatchObject({ accepted: 1 });
		expect(await dossierOf('E-1')).toMatchObject({
			procedure: null,
			resolving: null,
			handler: 'Lý Thị E',
			findings: ['impossible-transition', 'missing-acceptance', 'no-return-date']
		});
		await push([synced('E-1', { TrangThaiHoSo: '4' })]);
		expect(await dossierOf('E-1')).toMatchObject({
			procedure: '1.001193',
			resolving: '32152',
			handler: 'Lý Thị E',
			status: 4,
			findings: [],
			acceptedAt: Date.parse('2025-11-28T08:00:00+07:00')
		});
		expect(await db.selectFrom('official').selectAll().where('name', '=', 'Lý Thị E').execute()).toMatchObject([
			{ name: 'Lý Thị E', title: null }
		]);
		await push([progressed('E-1', { ...by, ThoiDiemXuLy: '20251127093000', NoiDungXuLy: 'Phân công' })]);
		expect(await db.selectFrom('official').selectAll().where('name', '=', 'Lý Thị E').execute()).toMatchObject([
			{ name: 'Lý Thị E', title: 'Chuyên viên', activeFrom: '2025-11-27' }
		]);
	});

	it('an unknown unit waits, and gets in once the catalogue knows it', async () => {
		const records = [
			synced('F-1', { DonViXuLy: 'Xã Hoàn Toàn Mới', ChuHoSo: 'Phạm Văn D', TrichYeuHoSo: 'Khai sinh' }),
			accepted('F-2', { procedure: '9.876543' })
		];
		expect(await push(records)).toMatchObject({ waiting: 2 });
		expect(await replay(deps, { feedId: 'office', outcome: 'waiting' })).toMatchObject({ accepted: 0 });

		const likeIt = await db.selectFrom('unit').selectAll().where('code', '=', '32152').executeTakeFirstOrThrow();
		const unit = { ...likeIt, code: '99001', name: 'Xã Hoàn Toàn Mới', shortName: 'Hoàn Toàn Mới', oneStop: '99001' };
		await db.insertInto('unit').values(unit).execute();
		await office.learn();
		const before = await headVersion();
		const [waiting] = (await listRefused(db, { feedId: 'office', outcome: 'waiting', limit: 10 })).records.filter(
			({ dossier }) => dossier === 'F-1'
		);
		expect(waiting).toMatchObject({ problem: 'unknown-unit', field: 'DonViXuLy', replayedAt: NOW });
		expect(waiting?.payload).not.toHaveProperty('ChuHoSo');
		expect(await replay(deps, { feedId: 'office', outcome: 'waiting' })).toMatchObject({
			version: before + 1,
			accepted: 1
		});
		expect(await dossierOf('F-1')).toMatchObject({ resolving: '99001' });
		const applicant = await db.selectFrom('applicant').select('name').where('dossierCode', '=', 'F-1').execute();
		expect(applicant).toEqual([{ name: 'Phạm Văn D' }]);
		expect(JSON.stringify(await db.selectFrom('inboundPersonal').select('fields').execute())).not.toContain(
			'Phạm Văn D'
		);
		expect(await replay(deps, { feedId: 'office' })).toMatchObject({ accepted: 0, version: before + 1 });
	});
});

describe('a request that a crash left stored and unjudged', () => {
	it('is judged at the next start, once', async () => {
		await storeBatches(db, [office.batch([accepted('G-1'), { MaHoSo: 'G-2' }]), office.batch([accepted('G-3')])]);
		expect(await dossierOf('G-1')).toBeUndefined();
		const judged = await Promise.all([recoverUnjudged(deps), recoverUnjudged(deps)]);
		expect(judged[0] + judged[1]).toBe(2);
		expect(await dossierOf('G-1')).toMatchObject({ status: 2 });
		expect(await dossierOf('G-3')).toMatchObject({ status: 2 });
		expect(await countEvents('G-1')).toBe(1);
		expect(await recoverUnjudged(deps)).toBe(0);
		const open = await db.selectFrom('inboundBatch').select('id').where('body', 'is not', null).execute();
		expect(open).toEqual([]);
	});

	it('and judged by another node meanwhile gets the answer that was stored', async () => {
		const otherFirst: IngestDeps = {
			...deps,
			db: new Proxy(db, {
				get(target, name) {
					const member: unknown = Reflect.get(target, name, target);
					if (name !== 'transaction') return typeof member === 'function' ? (member.bind(target) as unknown) : member;
					return () => ({
						execute: async (work: (trx: Transaction<Tables>) => Promise<unknown>) => {
							await recoverUnjudged(deps);
							return db.transaction().execute(work);
						}
					});
				}
			})
		};
		const answer = await recordBatch(otherFirst, office.batch([accepted('G-4'), { MaHoSo: 'G-5' }]));
		expect(answer.records.map(({ outcome }) => outcome)).toEqual(['accepted', 'rejected']);
		expect(await countEvents('G-4')).toBe(1);
	});
});

describe('requests that come at once', () => {
	const take = createQueue(deps);

	it('share transactions, and each gets its own answer', async () => {
		const before = await headVersion();
		const answers = await Promise.all(
			Array.from({ length: 60 }, (_, i) => take(office.batch([accepted(`H-${i % 50}`), { MaHoSo: `H-${i}` }])))
		);
		for (const [i, { records }] of answers.entries()) {
			expect(records.map(({ position, dossier }) => [position, dossier])).toEqual([
				[0, `H-${i % 50}`],
				[1, `H-${i}`]
			]);
			expect(records[1]?.outcome).toBe('rejected');
		}
		const counts = answers.flatMap(({ records }) => records.map(({ outcome }) => outcome));
		expect(counts.filter((outcome) => outcome === 'accepted')).toHaveLength(50);
		expect(counts.filter((outcome) => outcome === 'repeated')).toHaveLength(10);
		expect((await headVersion()) - before).toBeLessThan(20);
	});

	it('do not suffer from one that cannot be stored', async () => {
		const unknownFeed = { feed: { id: 'nobody', defaultUnit: null }, arrivedAt: NOW, records: [accepted('I-2')] };
		const results = await Promise.allSettled([
			take(office.batch([accepted('I-0')])),
			take(office.batch([accepted('I-1')])),
			take(office.batch([accepted('I-3')])),
			take(unknownFeed)
		]);
		expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected']);
	});
});
