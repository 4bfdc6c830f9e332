import type { Format } from '$lib/client/format.ts';
import type { ChannelModel, RankingUnit } from '$lib/client/overview/overview-model.ts';
import type { AgeBucket } from '$lib/domain/figure/age.ts';
import type { Level } from '$lib/domain/figure/level.ts';
import { m } from '$lib/paraglide/messages.js';

/** The sign that stands with a colour, so that colour is never the only cue. */
export const LEVEL_SIGN: Record<Level, string> = { ok: '', warn: '!', bad: '✕', none: '' };

export function levelWord(level: Level): string {
	return level === 'bad' ? m.level_bad() : level === 'warn' ? m.level_warn() : '';
}

const AGE_SHORT: Record<AgeBucket, () => string> = {
	'long-overdue': m.age_long_overdue,
	overdue: m.age_overdue,
	soon: m.age_soon,
	week: m.age_week,
	later: m.age_later,
	still: m.age_still
};
const AGE_FULL: Record<AgeBucket, () => string> = {
	'long-overdue': m.age_long_overdue_full,
	overdue: m.age_overdue_full,
	soon: m.age_soon_full,
	week: m.age_week_full,
	later: m.age_later_full,
	still: m.age_still_full
};
export const ageShort = (bucket: AgeBucket): string => AGE_SHORT[bucket]();
export const ageFull = (bucket: AgeBucket): string => AGE_FULL[bucket]();

/** How an age bucket is judged by itself: broken promises are bad, the next working day is worth a look. */
export const AGE_LEVEL: Record<AgeBucket, Level> = {
	'long-overdue': 'bad',
	overdue: 'bad',
	soon: 'warn',
	week: 'ok',
	later: 'ok',
	still: 'none'
};

const CHANNELS = { counter: m.channel_counter, online: m.channel_online, post: m.channel_post } as const;
export function channelName(channel: ChannelModel['channel']): string {
	return channel === null ? m.channel_unknown() : CHANNELS[channel]();
}

export function unitPrefix(unit: RankingUnit): string {
	return unit.prefix === 'X.' ? m.prefix_commune() : unit.prefix === 'P.' ? m.prefix_ward() : '';
}

/** `X. Đầm Dơi`, `Department of Justice`. */
export function unitLabel(unit: RankingUnit, format: Format): string {
	return `${unitPrefix(unit)} ${format.locale === 'vi' ? unit.name : unit.nameEn}`.trim();
}
