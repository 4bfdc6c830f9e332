import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aCatalogue } from '../../../../tests/support/a-catalogue.ts';
import { toNationalTime } from '../../contract/national.ts';
import type { DossierEvent } from '../../domain/dossier/event.ts';
import { fold, type DossierState } from '../../domain/dossier/fold.ts';
import { HOUR_MS } from '../../domain/time/instant.ts';
import { readNationalDossier } from './national-dossier.ts';
import { isProblem, type Problem, type ReadingContext } from './reading.ts';

const context: ReadingContext = {
	catalogue: aCatalogue(),
	defaultUnit: null,
	arrivedAt: Date.parse('2025-12-01T00:00:00Z')
};
const base = {
	MaHoSo: 'H12.03-250815-0001',
	MaTTHC: '1.001193.000.00.00.H12',
	NgayNopHoSo: '20250815073000',
	NgayTiepNhan: '20250815080000',
	NgayHenTra: '20250820170000',
	TrangThaiHoSo: '2',
	KenhThucHien: '2',
	LoaiDoiTuong: '1',
	DonViXuLy: 'UBND xã Đầm Dơi'
};
const at = (local: string) => Date.parse(`${local}+07:00`);

function eventsOf(record: object, some: Partial<ReadingContext> = {}): readonly DossierEvent[] {
	const reading = readNationalDossier(record, { ...context, ...some });
	if (isProblem(reading)) throw new Error(JSON.stringify(reading));
	return reading.events;
}
function problemOf(record: object): Problem | null {
	const reading = readNationalDossier(record, context);
	return isProblem(reading) ? reading : null;
}
const stateOf = (...records: object[]): DossierState =>
	fold(
		base.MaHoSo,
		records.flatMap((record) => eventsOf(record))
	);
const course = (record: object) => eventsOf(record).map(({ type, at }) => [type, toNationalTime(at)]);

describe('a dossier record tells the course of the dossier', () => {
	test('accepted, with the promised date', () => {
		expect(course(base)).toEqual([
			['filed', '20250815073000'],
			['accepted', '20250815080000'],
			['appointed', '20250815080000']
		]);
		expect(stateOf(base).promises).toMatchObject([{ returnAt: at('2025-08-20T17:00:00'), cause: 'receipt' }]);
	});

	test.each([
		['1', { NgayTiepNhan: '' }, ['filed']],
		// Systems fill in dates of stages that were not reached.
		['1', {}, ['filed']],
		['3', { NgayTuChoi: '20250815090000' }, ['filed', 'refused']],
		['4', {}, ['filed', 'accepted', 'processing']],
		['4', { NgayKetThucXuLy: '20250820160000' }, ['filed', 'accepted', 'processing']],
		['5', {}, ['filed', 'accepted', 'supplement-requested']],
		['6', {}, ['filed', 'accepted', 'processing', 'payment-requested']],
		['8', {}, ['filed', 'accepted', 'processing', 'stopped']],
		['7', { NgayKetThucXuLy: '20250818090000' }, ['filed', 'accepted', 'withdrawn']],
		['9', { NgayKetThucXuLy: '20250820160000' }, ['filed', 'accepted', 'resolved']],
		['9', { NgayKetThucXuLy: '20250820160000', NgayTra: '20250821090000' }, ['filed', 'accepted', 'resolved']],
		[
			'10',
			{ NgayKetThucXuLy: '20250820160000', NgayTra: '20250821090000' },
			['filed', 'accepted', 'resolved', 'returned']
		],
		['10', { NgayKetThucXuLy: '20250820160000' }, ['filed', 'accepted', 'resolved', 'returned']]
	])('status %s with %j', (status, dates, expected) => {
		const types = eventsOf({ ...base, ...dates, TrangThaiHoSo: status }).map(({ type }) => type);
		expect(types.filter((type) => type !== 'appointed')).toEqual(expected);
		expect(stateOf({ ...base, ...dates, TrangThaiHoSo: status })).toMatchObject({
			status: Number(status),
			findings: []
		});
	});

	test('handed over without an end of processing, which is a fault of the record', () => {
		const state = stateOf({ ...base, NgayTra: '20250821090000', TrangThaiHoSo: '10' });
		expect(state).toMatchObject({ status: 10, closedAt: at('2025-08-21T09:00:00') });
		expect(state.findings.map(({ code }) => code)).toEqual(['impossible-transition']);
	});

	test('with its supplements and their new date, the first promise kept', () => {
		const supplement = {
			NgayBoSung: '20250818090000',
			NoiDungBoSung: 'Thiếu giấy chứng sinh',
			NguoiYeuCauBoSung: 'Trần Thị B',
			NgayTiepNhanBoSung: '20250822100000',
			NgayHenTraTruoc: '20250820170000',
			NgayHenTraMoi: '20250826170000'
		};
		const state = stateOf({
			...base,
			TrangThaiHoSo: '4',
			NgayHenTra: '20250826170000',
			DanhSachHoSoBoSung: [supplement]
		});
		expect(state).toMatchObject({ status: 4, findings: [] });
		expect(state.pauses).toMatchObject([
			{ kind: 'supplement', from: at('2025-08-18T09:00:00'), to: at('2025-08-22T10:00:00') }
		]);
		expect(state.promises.map(({ returnAt, cause }) => [toNationalTime(returnAt), cause])).toEqual([
			['20250820170000', 'receipt'],
			['20250826170000', 'supplement']
		]);
		const waiting = { ...supplement, NgayTiepNhanBoSung: '', NgayHenTraMoi: '' };
		expect(stateOf({ ...base, TrangThaiHoSo: '5', DanhSachHoSoBoSung: [waiting] })).toMatchObject({
			status: 5,
			pauses: [{ from: at('2025-08-18T09:00:00'), to: null }]
		});
		// Back in process although nobody noted that the supplement came.
		expect(stateOf({ ...base, TrangThaiHoSo: '4', DanhSachHoSoBoSung: [waiting] })).toMatchObject({ status: 4 });
	});

	test('a return day without a time lasts until the office closes', () => {
		const [promise] = stateOf({ ...base, NgayHenTra: '20250820000000' }).promises;
		expect(promise?.returnAt).toBe(at('2025-08-20T17:00:00'));
	});

	test('a finished dossier says when it was finished', () => {
		for (const status of ['9', '10'])
			expect(problemOf({ ...base, TrangThaiHoSo: status })).toMatchObject({
				problem: 'missing-field',
				field: 'NgayKetThucXuLy'
			});
		expect(problemOf({ ...base, NgayNopHoSo: '', NgayTiepNhan: '' })).toMatchObject({
			problem: 'missing-field',
			field: 'NgayNopHoSo'
		});
	});
});

describe('a dossier record names places', () => {
	test('the competent unit by name or code, else by procedure', () => {
		const factsOf = (some: object, more?: Partial<ReadingContext>) => eventsOf({ ...base, ...some }, more)[0]?.facts;
		expect(factsOf({})).toEqual({
			procedure: '1.001193',
			resolving: '32152',
			receiving: '32152',
			channel: 'online',
			applicantKind: 'citizen'
		});
		expect(factsOf({ DonViXuLy: 'H12.03' })).toMatchObject({ resolving: 'H12.03', receiving: 'TTPVHCC' });
		expect(factsOf({}, { defaultUnit: '31825' })).toMatchObject({ resolving: '32152', receiving: '31825' });
		expect(factsOf({ DonViPhiDiaGioi: 'Phường Bạc Liêu' }, { defaultUnit: 'TTPVHCC' })).toMatchObject({
			receiving: '31825'
		});
		const provincial = aCatalogue().findProcedure('1.001193')?.competent ?? undefined;
		expect(factsOf({ DonViXuLy: '' })?.resolving).toBe(provincial);
	});

	test('those the catalogue does not know wait', () => {
		expect(problemOf({ ...base, DonViXuLy: 'Sở Chưa có' })).toMatchObject({
			outcome: 'waiting',
			problem: 'unknown-unit',
			field: 'DonViXuLy'
		});
		expect(problemOf({ ...base, DonViPhiDiaGioi: '99999' })).toMatchObject({
			outcome: 'waiting',
			field: 'DonViPhiDiaGioi'
		});
		expect(problemOf({ ...base, MaTTHC: '9.999999' })).toMatchObject({
			outcome: 'waiting',
			problem: 'unknown-procedure'
		});
	});
});

test('times that cannot be are refused by field', () => {
	expect(problemOf({ ...base, NgayNopHoSo: '00010101000000' })).toMatchObject({
		problem: 'time-too-old',
		field: 'NgayNopHoSo'
	});
	expect(problemOf({ ...base, NgayTiepNhan: '20260101000000' })).toMatchObject({
		problem: 'time-in-future',
		field: 'NgayTiepNhan'
	});
	// A promise lies in the future by nature.
	expect(problemOf({ ...base, NgayHenTra: '20260101170000' })).toBeNull();
});

test('applicants are told apart from the rest', () => {
	const reading = readNationalDossier(
		{ ...base, ChuHoSo: 'Nguyễn Văn A', DinhDanhCHS: [{ LoaiDinhDanh: '1', SoDinhDanh: '096' }], SoDienThoai: '0912' },
		context
	);
	expect(reading).toMatchObject({ applicant: { name: 'Nguyễn Văn A', identityNumber: '096', phone: '0912' } });
	expect(readNationalDossier(base, context)).toMatchObject({ applicant: null });
});

test('records of one dossier tell the same in any order and however often they come', () => {
	const stages = [
		{ ...base, TrangThaiHoSo: '1', NgayTiepNhan: '', NgayHenTra: '', DonViXuLy: '' },
		base,
		{ ...base, TrangThaiHoSo: '4', DonViXuLy: 'Sở Tư pháp' },
		{ ...base, TrangThaiHoSo: '4', NgayHenTra: '20250822170000', DonViXuLy: 'Sở Tư pháp' },
		{
			...base,
			TrangThaiHoSo: '9',
			NgayHenTra: '20250822170000',
			NgayKetThucXuLy: '20250821150000',
			DonViXuLy: 'Sở Tư pháp'
		}
	];
	const inOrder = stateOf(...stages);
	expect(inOrder).toMatchObject({ status: 9, facts: { resolving: 'H12.03' }, findings: [] });
	expect(inOrder.promises.map(({ returnAt }) => toNationalTime(returnAt))).toEqual([
		'20250820170000',
		'20250822170000'
	]);
	const order = fc
		.array(fc.constantFrom(...stages), { maxLength: 8 })
		.chain((more) => fc.shuffledSubarray([...stages, ...more], { minLength: stages.length + more.length }));
	fc.assert(
		fc.property(order, (records) => {
			expect(stateOf(...records)).toEqual(inOrder);
		})
	);
});

test('events of a record are the same whenever it arrives', () => {
	expect(eventsOf(base, { arrivedAt: context.arrivedAt + HOUR_MS })).toEqual(eventsOf(base));
});
