import { expect, test } from 'vitest';
import { toIntakeCurve } from './intake.ts';
import type { IntakeModel } from './overview-model.ts';

const at = (clock: string) => Date.parse(`2025-08-15T${clock}:00+07:00`);

/** A whole day of quarter hours up to `now`: one dossier in each between seven and eight, usually two. */
function aDay(now: string): IntakeModel {
	const [hours = 0, minutes = 0] = now.split(':').map(Number);
	const slots = Array.from({ length: 96 }, (_, place) => {
		const minute = place * 15;
		const office = minute >= 420 && minute < 480;
		return { minute, today: minute > hours * 60 + minutes ? null : office ? 1 : 0, usual: office ? 2 : 0 };
	});
	return { slotMinutes: 15, slots };
}

test('the curve shows the office day in half hours and leaves the night out', () => {
	const curve = toIntakeCurve(aDay('12:00'), at('12:00'));
	expect([curve.slots[0]?.minute, curve.slots.at(-1)?.minute]).toEqual([390, 1050]);
	expect(curve.slots.slice(1, 4).map((slot) => [slot.today, slot.usual])).toEqual([
		[2, 4],
		[2, 4],
		[0, 0]
	]);
	expect(curve).toMatchObject({ today: 4, usual: 8 });
});

test('what came in the night widens the curve', () => {
	const { slots } = aDay('12:00');
	const night = slots.map((slot) => (slot.minute === 120 ? { ...slot, today: 1 } : slot));
	expect(toIntakeCurve({ slotMinutes: 15, slots: night }, at('12:00')).slots[0]?.minute).toBe(120);
});

test('the running half hour is known, and the usual intake counts only its past part', () => {
	const curve = toIntakeCurve(aDay('07:20'), at('07:20'));
	expect(curve.slots[curve.running]).toEqual({ minute: 420, today: 2, usual: 4 });
	expect(curve.usual).toBe(3);
	expect(curve.slots[curve.running + 1]?.today).toBeNull();
});

test('at night no half hour is running', () => {
	expect(toIntakeCurve(aDay('23:00'), at('23:00')).running).toBe(-1);
});
