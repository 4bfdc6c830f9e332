import { listHref } from '$lib/client/dossiers/list-href.ts';
import type { Ways } from '$lib/client/flows/flow-rows.ts';
import { NONE } from '$lib/client/format.ts';
import { channelName } from '$lib/client/words/board-words.ts';
import type { ChannelDay } from '$lib/contract/flows-model.ts';
import type { Channel } from '$lib/domain/dossier/event.ts';
import { m } from '$lib/paraglide/messages.js';

/** One small chart: a channel, its share on each day on which anything was received, and that of all beside it. */
export interface ShareSeries {
	readonly channel: Channel | null;
	readonly name: string;
	readonly summary: string;
	readonly shares: readonly (number | null)[];
	readonly all: readonly number[];
	readonly points: readonly string[];
}

export interface ShareDays {
	readonly labels: readonly string[];
	readonly series: readonly ShareSeries[];
	/** The table that says the same: a day with the list of what was received across a boundary on it, then each channel. */
	readonly rows: readonly { readonly key: string; readonly cells: readonly string[]; readonly href: string }[];
}

export function toShareDays(days: readonly ChannelDay[], { page, format }: Ways): ShareDays {
	const isoDays = [...new Set(days.map(({ day }) => day))].sort();
	const found = new Map(days.map((one) => [`${one.day} ${one.channel ?? ''}`, one]));
	const channels = (['counter', 'online', 'post', null] as const).filter((channel) =>
		days.some((one) => one.channel === channel)
	);
	const at = (day: string, channel: Channel | null) => found.get(`${day} ${channel ?? ''}`);
	const dayName = (day: string) => format.dayMonth(Date.parse(`${day}T12:00:00+07:00`));
	const sum = (of: readonly ChannelDay[]) => ({
		of: of.reduce((all, one) => all + one.of, 0),
		per: of.reduce((all, one) => all + one.per, 0)
	});
	const all = isoDays.map((day) => {
		const { of, per } = sum(days.filter((one) => one.day === day));
		return of / per;
	});
	return {
		labels: isoDays.map(dayName),
		series: channels.map((channel) => {
			const name = channelName(channel);
			const { of, per } = sum(days.filter((one) => one.channel === channel));
			return {
				channel,
				name,
				summary: m.flows_days_summary({
					channel: name,
					of: format.integer(of),
					per: format.integer(per),
					share: format.percent(of / per)
				}),
				shares: isoDays.map((day) => {
					const one = at(day, channel);
					return one === undefined ? null : one.of / one.per;
				}),
				all,
				points: isoDays.map((day) => {
					const one = at(day, channel);
					if (one === undefined) return m.flows_days_none({ day: dayName(day) });
					return m.flows_days_point({
						day: dayName(day),
						share: format.percent(one.of / one.per),
						of: format.integer(one.of),
						per: format.integer(one.per)
					});
				})
			};
		}),
		rows: isoDays.toReversed().map((day) => ({
			key: day,
			href: listHref({ part: 'received-across', period: `${day}..${day}`, ...page }),
			cells: [
				format.date(Date.parse(`${day}T12:00:00+07:00`)),
				...channels.map((channel) => {
					const one = at(day, channel);
					return one === undefined ? NONE : format.percent(one.of / one.per);
				})
			]
		}))
	};
}
