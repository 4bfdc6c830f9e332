import * as v from 'valibot';
import { ROLLOUT_PROBLEMS, type RolloutProblem } from '../../contract/rollout-problem.ts';
import { AUTHORITIES, BLOCKED, type DifficultyTerms } from '../../domain/rollout/difficulty.ts';
import { HAND_MILESTONES, type HandMilestone } from '../../domain/rollout/milestone.ts';
import { TARGET_FIGURES, TARGET_IS_SHARE, type TargetFigure } from '../../domain/rollout/target.ts';
import { type Day, toDay, toIsoDay } from '../../domain/time/instant.ts';

export type Reading<T> =
	{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: RolloutProblem };

const MOST_CHARACTERS = 2_000;

/** The message of each check is the code of its problem. */
const day = (problem: RolloutProblem) =>
	v.pipe(v.string(problem), v.regex(/^20\d{2}-\d{2}-\d{2}$/, problem), v.check(isRealDay, problem), v.transform(toDay));
const text = v.pipe(v.string('text'), v.transform(tidy), v.maxLength(MOST_CHARACTERS, 'too-long'));
const said = v.pipe(text, v.nonEmpty('text'));
const orNothing = v.optional(v.string(), '');

export function readTick(
	form: FormData,
	today: Day
): Reading<{ readonly milestone: HandMilestone; readonly day: Day | null }> {
	const isUndo = form.get('undo') !== null;
	const schema = v.object({
		milestone: v.picklist(HAND_MILESTONES, 'milestone'),
		day: isUndo
			? v.pipe(
					orNothing,
					v.transform(() => null)
				)
			: v.pipe(day('day'), v.maxValue(today, 'day-ahead'))
	});
	return parse(schema, form);
}

/** `terms` null: withdrawn. A share is written in per cent and kept as 0–1. */
export function readTarget(
	form: FormData,
	today: Day
): Reading<{ readonly figure: TargetFigure; readonly terms: { readonly value: number; readonly dueOn: Day } | null }> {
	const figure = parse(v.object({ figure: v.picklist(TARGET_FIGURES, 'figure') }), form);
	if (!figure.ok) return figure;
	if (form.get('withdraw') !== null) return { ok: true, value: { ...figure.value, terms: null } };
	const terms = parse(
		v.object({
			value: v.pipe(
				v.string('value'),
				v.transform((written) => Number(written.trim().replace('%', '').replace(',', '.') || Number.NaN)),
				v.number('value'),
				v.gtValue(0, 'value'),
				v.maxValue(TARGET_IS_SHARE[figure.value.figure] ? 100 : 1_000_000, 'value')
			),
			dueOn: v.pipe(day('due'), v.minValue(today, 'due'))
		}),
		form
	);
	if (!terms.ok) return terms;
	const value = TARGET_IS_SHARE[figure.value.figure] ? terms.value.value / 100 : terms.value.value;
	return { ok: true, value: { ...figure.value, terms: { ...terms.value, value } } };
}

export function readDifficulty(form: FormData, today: Day): Reading<DifficultyTerms> {
	const schema = v.pipe(
		v.object({
			what: said,
			since: v.pipe(day('day'), v.maxValue(today, 'day-ahead')),
			blocks: v.pipe(
				orNothing,
				v.transform((one) => BLOCKED.find((known) => known === one) ?? null)
			),
			responsible: said,
			deadline: day('day'),
			authority: v.picklist(AUTHORITIES, 'authority'),
			result: v.optional(text, ''),
			isClosed: v.pipe(
				orNothing,
				v.transform((one) => one !== '')
			)
		}),
		v.check(({ since, deadline }) => deadline >= since, 'deadline'),
		v.check(({ isClosed, result }) => !isClosed || result !== '', 'result')
	);
	return parse(schema, form);
}

function parse<S extends v.GenericSchema>(schema: S, form: FormData): Reading<v.InferOutput<S>> {
	const fields = Object.fromEntries([...form].filter(([, value]) => typeof value === 'string'));
	const result = v.safeParse(schema, fields, { abortEarly: true });
	if (result.success) return { ok: true, value: result.output };
	const code = result.issues[0].message;
	return { ok: false, problem: ROLLOUT_PROBLEMS.find((one) => one === code) ?? 'text' };
}

/** 30 February is the 2nd of March to some. */
function isRealDay(iso: string): boolean {
	return !Number.isNaN(Date.parse(`${iso}T00:00:00Z`)) && toIsoDay(toDay(iso)) === iso;
}

/** One spelling of each accented letter, no blanks around, and nothing the database could not store. */
function tidy(written: string): string {
	return written.normalize('NFC').replaceAll('\0', '').trim();
}
