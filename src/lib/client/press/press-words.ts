import { type Format, formatFor, NONE } from '$lib/client/format.ts';
import type { FrozenContent, RowGroup } from '$lib/contract/frozen-content.ts';
import type { FrozenTravel, PressTitle } from '$lib/domain/press/frozen-content.ts';
import type { ChangeReason, FreezeState } from '$lib/domain/press/freeze-state.ts';
import { PRESS_FIGURE_IDS, type PressFigureId } from '$lib/domain/press/press-figure.ts';
import { figureOf, isHidden, isShareFigure } from '$lib/domain/press/read-figure.ts';
import { m } from '$lib/paraglide/messages.js';

const NAMES = {
	received: m.press_figure_received,
	'cross-boundary': m.press_figure_cross_boundary,
	resolved: m.press_figure_resolved,
	'on-time': m.press_figure_on_time,
	open: m.press_figure_open,
	overdue: m.press_figure_overdue
} as const;
const DEFINITIONS = {
	received: m.press_figure_received_definition,
	'cross-boundary': m.press_figure_cross_boundary_definition,
	resolved: m.press_figure_resolved_definition,
	'on-time': m.press_figure_on_time_definition,
	open: m.press_figure_open_definition,
	overdue: m.press_figure_overdue_definition
} as const;

export const pressFigureName = (id: PressFigureId): string => NAMES[id]();

/** Names and definitions in both languages as they are now, to be frozen with the numbers. */
function definitionsNow(): FrozenContent['definitions'] {
	const inWords = (id: PressFigureId, locale: 'vi' | 'en') => ({
		name: NAMES[id]({}, { locale }),
		text: DEFINITIONS[id]({}, { locale })
	});
	return Object.fromEntries(
		PRESS_FIGURE_IDS.map((id) => [id, { vi: inWords(id, 'vi'), en: inWords(id, 'en') }])
	) as unknown as FrozenContent['definitions'];
}

/** The estimate of ways not travelled, in both languages as now, with its formula. */
export function travelWordsNow({
	roadFactor,
	speedKmh
}: Pick<FrozenTravel, 'roadFactor' | 'speedKmh'>): FrozenTravel['definition'] {
	const inWords = (locale: 'vi' | 'en') => {
		const format = formatFor(locale);
		return {
			name: m.press_travel_name({}, { locale }),
			text: m.press_travel_definition(
				{ factor: format.decimal(roadFactor, 1), speed: format.integer(speedKmh) },
				{ locale }
			)
		};
	};
	return { vi: inWords('vi'), en: inWords('en') };
}

/** From when the assumptions of the estimate hold. */
export function travelAssumed({ assumedFrom }: FrozenTravel, format: Format): string {
	const { locale } = format;
	if (assumedFrom === null) return m.press_travel_usual({}, { locale });
	return m.press_travel_assumed({ day: format.date(Date.parse(`${assumedFrom}T12:00:00+07:00`)) }, { locale });
}

/** All the words that are frozen with the numbers. */
export const freezeWordsNow = (province: FrozenContent['province']) => ({
	province,
	definitions: definitionsNow(),
	travel: travelWordsNow
});

/** In another language than the reader's: files are in one. */
interface InLocale {
	readonly locale?: 'vi' | 'en';
}

const TITLES = {
	progress: m.press_subject_progress,
	weekly: m.press_subject_weekly,
	monthly: m.press_subject_monthly,
	wave: m.press_subject_wave
} as const;
export const pressTitle = (title: PressTitle, options: InLocale = {}): string => TITLES[title]({}, options);

const STATES: Record<FreezeState | 'embargoed', () => string> = {
	draft: m.press_state_draft,
	signed: m.press_state_signed,
	embargoed: m.press_state_embargoed,
	published: m.press_state_published,
	corrected: m.press_state_corrected,
	withdrawn: m.press_state_withdrawn
};
export const freezeStateName = (state: FreezeState | 'embargoed'): string => STATES[state]();

const REASONS: Record<ChangeReason, () => string> = {
	'ledger-corrected': m.press_reason_ledger_corrected,
	'late-records': m.press_reason_late_records,
	'wrong-choice': m.press_reason_wrong_choice,
	'published-by-mistake': m.press_reason_published_by_mistake
};
export const changeReasonName = (reason: ChangeReason): string => REASONS[reason]();

/** A figure of a row as it is printed; a hidden one is told from one there is nothing to divide by. */
export function pressNumber(id: PressFigureId, counts: FrozenContent['totals'], format: Format): string {
	if (isHidden(id, counts)) return m.press_hidden({}, { locale: format.locale });
	const value = figureOf(id, counts);
	if (value === null) return NONE;
	return isShareFigure(id) ? format.percent(value) : format.integer(value);
}

export function groupName(group: RowGroup, options: InLocale = {}): string {
	if (group === 'others') return m.press_group_others({}, options);
	if (group === 'no-wave') return m.press_group_none({}, options);
	return m.press_group_wave({ wave: group.slice('wave-'.length) }, options);
}

export function periodWords({ from, to }: FrozenContent['period'], format: Format): string {
	const date = (day: string) => format.date(Date.parse(`${day}T12:00:00+07:00`));
	return m.press_period({ from: date(from), to: date(to) }, { locale: format.locale });
}

/** Whose numbers these are. */
export const pressSource = ({ province }: FrozenContent, options: InLocale = {}): string =>
	m.press_source({ province: province.name }, options);

/** What the highest column of the days stands for. */
export function busiestDay({ received }: NonNullable<FrozenContent['intake']>, format: Format): string {
	const most = Math.max(0, ...received.map((value) => value ?? 0));
	return m.press_most_in_a_day({ count: format.integer(most) }, { locale: format.locale });
}
