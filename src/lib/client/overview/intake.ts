import type { IntakeModel, IntakeSlot } from '$lib/client/overview/overview-model.ts';
import { minuteOfDay, type Instant } from '$lib/domain/time/instant.ts';

/** Slots of the curve: half an hour tells the rhythm of the day; shorter ones mostly tell chance. */
const CURVE_MINUTES = 30;
/** The curve always shows these hours, and more when something happened outside them. */
const [OPENING, CLOSING] = [6 * 60 + 30, 17 * 60 + 30];

export interface IntakeCurve extends IntakeModel {
	/** Place of the slot that is still running; -1: none is shown. */
	readonly running: number;
	/** Received today so far, and usual up to this minute; the running slot counts by the part that is over. */
	readonly today: number;
	readonly usual: number;
}

/** The intake of a day as it is drawn: in half hours, without the empty night. */
export function toIntakeCurve(intake: IntakeModel, asOf: Instant): IntakeCurve {
	const now = minuteOfDay(asOf);
	const merged = merge(intake);
	const busy = merged.filter((slot) => (slot.today ?? 0) > 0 || slot.usual >= 0.5);
	const from = Math.min(OPENING, ...busy.map((slot) => slot.minute));
	const to = Math.max(CLOSING, ...busy.map((slot) => slot.minute));
	const slots = merged.filter((slot) => slot.minute >= from && slot.minute <= to);
	const over = (slot: IntakeSlot) => Math.min(1, Math.max(0, (now - slot.minute) / intake.slotMinutes));
	return {
		slotMinutes: Math.max(CURVE_MINUTES, intake.slotMinutes),
		slots,
		running: slots.findIndex((slot) => now >= slot.minute && now < slot.minute + CURVE_MINUTES),
		today: intake.slots.reduce((sum, slot) => sum + (slot.today ?? 0), 0),
		usual: Math.round(intake.slots.reduce((sum, slot) => sum + slot.usual * over(slot), 0))
	};
}

function merge({ slots }: IntakeModel): IntakeSlot[] {
	const halves = new Map<number, IntakeSlot>();
	for (const slot of slots) {
		const minute = slot.minute - (slot.minute % CURVE_MINUTES);
		const half = halves.get(minute);
		halves.set(minute, {
			minute,
			// A half hour has begun when its first slot has.
			today: half === undefined ? slot.today : half.today === null ? null : half.today + (slot.today ?? 0),
			usual: (half?.usual ?? 0) + slot.usual
		});
	}
	return [...halves.values()];
}
