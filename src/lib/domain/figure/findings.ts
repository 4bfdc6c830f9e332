import type { FindingCode } from '../dossier/finding.ts';
import type { Condition } from './condition.ts';
import type { AnyFigureId, Figure, FindingId } from './figure.ts';
import { FIGURES, open } from './figures.ts';

/** A finding: a figure that counts what is to be checked now. */
export interface FindingFigure extends Figure {
	readonly id: FindingId;
	/** What a dossier shows, for as long as it does: the page of the dossier says so, also when it is counted no more. */
	readonly sign: Condition;
}

/** Still to be acted on: open, or ended in this month. */
const current: Condition = {
	any: [
		{ field: 'closedAt', known: false },
		{ field: 'closedAt', from: 'month-start' }
	]
};

const notEnded: Condition = { field: 'closedAt', known: false };
const marked = (has: FindingCode): Condition => ({ field: 'findings', has });

const SIGNS: Readonly<Record<FindingId, Condition>> = {
	'no-handler': { all: [open, { field: 'handler', known: false }] },
	'no-step': marked('no-step'),
	'no-return-date': marked('no-return-date'),
	'no-result': marked('no-result'),
	'no-competence': { all: [notEnded, { field: 'resolving', known: false }] },
	'acceptance-waiting': {
		all: [
			notEnded,
			{ field: 'acceptedAt', known: false },
			{ field: 'filedAt', before: 'working-day-ago' },
			{ field: 'transferringSince', known: false }
		]
	},
	'transfer-stuck': { field: 'transferringSince', before: 'working-day-ago' },
	'unopened-move': { all: [notEnded, { field: 'unopenedSince', before: 'opening-limit' }] },
	'missing-acceptance': marked('missing-acceptance'),
	'impossible-transition': marked('impossible-transition'),
	'late-supplement': marked('late-supplement'),
	'supplement-at-limit': marked('supplement-at-limit'),
	'moved-after-limit': marked('moved-after-limit'),
	'second-reappointment': marked('second-reappointment'),
	'apology-missing': {
		all: [
			{ any: [{ all: [open, { field: 'dueAt', before: 'now' }] }, { field: 'timeliness', in: ['late'] }] },
			{ field: 'apologisedAt', known: false }
		]
	},
	'late-apology': marked('late-apology'),
	'withdrawn-at-limit': marked('withdrawn-at-limit'),
	'ended-while-paused': marked('ended-while-paused'),
	'ended-without-result': marked('ended-without-result'),
	'back-dated-end': marked('back-dated-end'),
	'mass-closing': { all: [{ field: 'status', in: [9, 10] }, { peak: 'closing' }] }
};

/** A month's last day is looked at in the month after it. */
const WINDOWS: Partial<Record<FindingId, Condition>> = {
	'mass-closing': { field: 'closedAt', from: 'last-month-start' }
};

/** All findings. Names and definitions in words are in the message catalogue under `finding_<id>`. */
export const FINDINGS = Object.fromEntries(
	Object.entries(SIGNS).map(([id, sign]) => [
		id,
		{ id, sign, of: { all: [WINDOWS[id as FindingId] ?? current, sign] }, good: 'down' }
	])
) as unknown as Readonly<Record<FindingId, FindingFigure>>;

/** Every figure there is, by its id. */
export const ALL_FIGURES: Readonly<Record<AnyFigureId, Figure>> = { ...FIGURES, ...FINDINGS };

export function isFinding(id: AnyFigureId): id is FindingId {
	return id in FINDINGS;
}
