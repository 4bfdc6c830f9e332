import * as v from 'valibot';
import { nationalDossierSchema, type NationalDossier } from '../../contract/national.ts';
import { compareEvents } from '../../domain/dossier/event-order.ts';
import { EVENT_TYPES, type DossierEvent, type EventType, type Facts } from '../../domain/dossier/event.ts';
import type { Status } from '../../domain/dossier/status.ts';
import { atMinute, dayOf, minuteOfDay, type Instant } from '../../domain/time/instant.ts';
import { findHider } from './personal.ts';
import { findProcedure, findTimeProblem, findUnit, isProblem, known, toProblem, withContentKey } from './reading.ts';
import type { Problem, Reading, ReadingContext } from './reading.ts';

/**
 * Reads a DongBoHoSoMC record: not an event but a dossier as it stands, sent again after each change without a number.
 *
 * It becomes the set of events its dates tell of, each under a key made of its content, so that the union over all records
 * of a dossier is the same in whatever order they come. Each event carries the facts: what a later stage says of them wins.
 * The status says how far the dossier is and the dates when it got there; the date of a stage beyond the status is not
 * believed, since systems fill dates in beforehand.
 */
export function readNationalDossier(raw: unknown, context: ReadingContext): Reading | Problem {
	const parsed = v.safeParse(nationalDossierSchema, raw, { abortEarly: true });
	if (!parsed.success) return toProblem(parsed.issues[0]);
	const record = parsed.output;
	const facts = readFacts(record, context);
	if (isProblem(facts)) return facts;
	const steps = readSteps(record);
	if (isProblem(steps)) return steps;
	for (const { field, at } of steps) {
		const problem = findTimeProblem(field, at, context.arrivedAt);
		if (problem !== null) return problem;
	}
	const events = [...steps, ...readPromises(record)].map(({ field: _, ...event }) =>
		withContentKey('DongBoHoSoMC', { ...event, facts }, event.returnAt === undefined ? '' : `${event.returnAt}/`)
	);
	return { dossier: record.MaHoSo, events, applicant: readApplicant(record) };
}

const CHANNELS = { 1: 'counter', 2: 'online', 3: 'post' } as const;
const APPLICANTS = { 1: 'citizen', 2: 'enterprise', 3: 'state-body', 4: 'organisation' } as const;

function readFacts(record: NationalDossier, context: ReadingContext): Partial<Facts> | Problem {
	const procedure = findProcedure(context, 'MaTTHC', record.MaTTHC);
	if (procedure !== undefined && isProblem(procedure)) return procedure;
	const named = findUnit(context, 'DonViXuLy', record.DonViXuLy);
	if (named !== undefined && isProblem(named)) return named;
	const receiver = findUnit(context, 'DonViPhiDiaGioi', record.DonViPhiDiaGioi);
	if (receiver !== undefined && isProblem(receiver)) return receiver;
	const resolving = named?.code ?? procedure?.competent ?? undefined;
	const oneStop = resolving === undefined ? undefined : context.catalogue.oneStopOf(resolving);
	return known({
		procedure: procedure?.code,
		receiving: receiver?.code ?? context.defaultUnit ?? oneStop,
		resolving,
		channel: record.KenhThucHien && CHANNELS[record.KenhThucHien],
		applicantKind: record.LoaiDoiTuong && APPLICANTS[record.LoaiDoiTuong]
	});
}

interface Step extends Omit<DossierEvent, 'key'> {
	/** Where its time comes from. */
	readonly field: string;
}

const BY_STATUS: Record<Status, EventType> = {
	1: 'filed',
	2: 'accepted',
	3: 'refused',
	4: 'processing',
	5: 'supplement-requested',
	6: 'payment-requested',
	7: 'withdrawn',
	8: 'stopped',
	9: 'resolved',
	10: 'returned'
};

/** The course of the dossier up to its status. */
function readSteps(record: NationalDossier): Step[] | Problem {
	const status = record.TrangThaiHoSo;
	const steps: Step[] = [];
	const add = (type: EventType, field: keyof NationalDossier, more: Partial<Step> = {}) => {
		const at = record[field];
		if (typeof at === 'number') steps.push({ type, at, field: String(field), ...more });
	};
	add('filed', 'NgayNopHoSo');
	if (wasAccepted(status)) {
		add('accepted', 'NgayTiepNhan');
		steps.push(...readSupplements(record));
	}
	if (status === 3) add('refused', 'NgayTuChoi');
	if (status === 7) add('withdrawn', 'NgayKetThucXuLy');
	if (status === 9 || status === 10) add('resolved', 'NgayKetThucXuLy');
	if (status === 10) add('returned', 'NgayTra');
	return closeGap(record, steps);
}

function wasAccepted(status: Status): boolean {
	return status !== 1 && status !== 3;
}

/**
 * Adds what the status says and no date does, at the latest time the record does tell: a moment that is the same for every
 * copy of the record. Nobody's end of processing is made up that way: a finished dossier must say when.
 */
function closeGap(record: NationalDossier, steps: readonly Step[]): Step[] | Problem {
	const status = record.TrangThaiHoSo;
	if ((status === 9 || status === 10) && record.NgayKetThucXuLy === undefined && record.NgayTra === undefined)
		return missing('NgayKetThucXuLy');
	const course = steps.toSorted((a, b) => compareEvents({ ...a, key: '' }, { ...b, key: '' }));
	const last = course.at(-1);
	const field = last?.field ?? 'NgayTiepNhan';
	const at = status === 9 ? (record.NgayKetThucXuLy ?? record.NgayTra) : (last?.at ?? record.NgayTiepNhan);
	if (at === undefined) return missing('NgayNopHoSo');
	const told = last === undefined ? null : EVENT_TYPES[last.type];
	if (told === status) return course;
	// National systems go 4 → 6 and 4 → 8: whoever waits for a payment was being worked on.
	if ((status === 6 || status === 8) && told !== 4) course.push({ type: 'processing', at, field });
	const type = status === 4 && told === 5 ? 'supplement-received' : BY_STATUS[status];
	return [...course, { type, at, field }];
}

function missing(field: string): Problem {
	return { outcome: 'rejected', problem: 'missing-field', field, detail: `${field} is missing` };
}

function readSupplements(record: NationalDossier): Step[] {
	const hide = findHider(record);
	return (record.DanhSachHoSoBoSung ?? []).flatMap((supplement, place) => {
		const field = (name: string) => `DanhSachHoSoBoSung.${place}.${name}`;
		const reason = supplement.NoiDungBoSung && String(hide('', supplement.NoiDungBoSung)).slice(0, 1000);
		const asked = supplement.NgayBoSung;
		const received = supplement.NgayTiepNhanBoSung;
		const returnAt = supplement.NgayHenTraMoi && toReturnTime(supplement.NgayHenTraMoi);
		const promised = returnAt === undefined ? {} : { returnAt, cause: 'supplement' as const };
		return [
			...(asked === undefined
				? []
				: [
						{
							type: 'supplement-requested' as const,
							at: asked,
							field: field('NgayBoSung'),
							...known({ reason, by: supplement.NguoiYeuCauBoSung })
						}
					]),
			...(received === undefined
				? []
				: [
						{
							type: 'supplement-received' as const,
							at: received,
							field: field('NgayTiepNhanBoSung'),
							...promised,
							...known({ by: supplement.NguoiTiepNhanBoSung })
						}
					])
		];
	});
}

/**
 * The return dates given at reception. NgayHenTra is the date of now: a later record may carry another one without saying
 * when or why it changed, so each date found is a promise of its own, in the order of the dates.
 */
function readPromises(record: NationalDossier): Step[] {
	const at = record.NgayTiepNhan ?? record.NgayNopHoSo;
	if (at === undefined || !wasAccepted(record.TrangThaiHoSo)) return [];
	const supplements = record.DanhSachHoSoBoSung ?? [];
	const later = new Set(supplements.map(({ NgayHenTraMoi }) => NgayHenTraMoi));
	const dates = [record.NgayHenTra, ...supplements.map(({ NgayHenTraTruoc }) => NgayHenTraTruoc)];
	const first = new Set(dates.filter((date) => date !== undefined && !later.has(date)) as Instant[]);
	return [...first].map((date) => ({ type: 'appointed', at, returnAt: toReturnTime(date), field: 'NgayHenTra' }));
}

const CLOSING_MINUTE = 17 * 60;

/** Midnight is how these systems write a day without a time: the citizen may come until the office closes. */
function toReturnTime(at: Instant): Instant {
	return minuteOfDay(at) === 0 ? atMinute(dayOf(at), CLOSING_MINUTE) : at;
}

function readApplicant(record: NationalDossier): Reading['applicant'] {
	const applicant = known({
		name: record.ChuHoSo,
		identityNumber: record.SoGiayToChuHoSo ?? record.DinhDanhCHS?.find(({ SoDinhDanh }) => SoDinhDanh)?.SoDinhDanh,
		phone: record.SoDienThoai,
		email: record.Email
	});
	return Object.keys(applicant).length === 0 ? null : applicant;
}
