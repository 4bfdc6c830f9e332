import { expect, test } from 'vitest';
import { drawSilent, isSilenced } from './silence.ts';
import { aWorld, storiesOf } from './simulation.fixture.ts';

test('the same seed silences the same communes', () => {
	const silent = drawSilent(aWorld(), 3);
	expect(new Set(silent).size).toBe(3);
	expect(drawSilent(aWorld({ scale: 7 }), 3)).toEqual(silent);
	expect(drawSilent(aWorld({ seed: 2 }), 3)).not.toEqual(silent);
	for (const code of silent) expect(aWorld().units.get(code)?.kind).toBe('commune');
});

test('nothing is heard of what a silent unit receives or resolves', () => {
	const stories = storiesOf(aWorld({ scale: 200 }), '2026-11-16', '2026-11-20');
	const silent = new Set(drawSilent(aWorld(), 5));
	const heard = stories.filter(([first]) => first !== undefined && !isSilenced(first.origin, silent));
	expect(heard.length).toBeGreaterThan(stories.length / 2);
	expect(heard.length).toBeLessThan(stories.length);
	for (const { record } of heard.flat()) {
		expect(silent).not.toContain(record.receiving);
		expect(silent).not.toContain(record.resolving);
	}
});
