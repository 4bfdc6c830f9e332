import * as v from 'valibot';
import { nationalProgressSchema } from '../../contract/national.ts';
import type { DossierEvent, EventType, Facts } from '../../domain/dossier/event.ts';
import type { Status } from '../../domain/dossier/status.ts';
import { findHider } from './personal.ts';
import { findTimeProblem, toProblem, withContentKey } from './reading.ts';
import type { Problem, Reading, ReadingContext } from './reading.ts';

/** What a step of the national list is here, and what its text tells: what is being done, or why it was done. */
const STEPS: Record<Status, readonly [type: EventType, text: 'step' | 'reason' | null]> = {
	1: ['filed', null],
	2: ['accepted', null],
	3: ['refused', 'reason'],
	4: ['processing', 'step'],
	5: ['supplement-requested', 'reason'],
	6: ['payment-requested', 'reason'],
	7: ['withdrawn', 'reason'],
	8: ['stopped', 'reason'],
	9: ['resolved', null],
	10: ['returned', null]
};

/** Statuses in which the one who did the step has the dossier in hand. */
const IN_HAND: readonly Status[] = [4, 5, 6, 8];

/**
 * Reads a CapNhatTienDoHoSoMC record: one event, under a key made of time, status and content since it carries none.
 * It may come before the dossier's own record. NgayKetThucTheoQuyDinh is the limit of the step, not a promised date.
 */
export function readNationalProgress(raw: unknown, { arrivedAt }: ReadingContext): Reading | Problem {
	const parsed = v.safeParse(nationalProgressSchema, raw, { abortEarly: true });
	if (!parsed.success) return toProblem(parsed.issues[0]);
	const { MaHoSo, NguoiXuLy, ChucDanh, ThoiDiemXuLy, NoiDungXuLy, TrangThai } = parsed.output;
	const problem = findTimeProblem('ThoiDiemXuLy', ThoiDiemXuLy, arrivedAt);
	if (problem !== null) return problem;

	const [type, use] = STEPS[TrangThai];
	const text = String(findHider(parsed.output)('', NoiDungXuLy));
	const facts: Partial<Facts> = {
		...(IN_HAND.includes(TrangThai) ? { handler: NguoiXuLy } : {}),
		...(use === 'step' ? { step: text.slice(0, 300) } : {})
	};
	const event: Omit<DossierEvent, 'key'> = {
		type,
		at: ThoiDiemXuLy,
		...(Object.keys(facts).length > 0 ? { facts } : {}),
		...(use === 'reason' ? { reason: text.slice(0, 1000) } : {}),
		by: NguoiXuLy
	};
	const events = [withContentKey('CapNhatTienDoHoSoMC', event)];
	return { dossier: MaHoSo, events, applicant: null, ...(ChucDanh === undefined ? {} : { title: ChucDanh }) };
}
