import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** A test in the browser cannot tell the colour behind links that cover a tile, or behind a gradient: here all are checked. */
const css = readFileSync(new URL('./app.css', import.meta.url), 'utf8');
const colours = new Map<string, readonly [light: string, dark: string]>();
for (const [, name = '', light = '', dark = light] of css.matchAll(
	/--([\w-]+): (?:light-dark\()?(#[\da-f]{6})(?:, (#[\da-f]{6})\))?;/g
))
	colours.set(name, [light, dark]);

const TEXTS = ['ink', 'ink-2', 'ink-3', 'green', 'green-ink', 'amber', 'red', 'red-deep', 'blue', 'violet'];
const SURFACES = ['ground', 'surface', 'surface-2', 'green-soft', 'amber-soft', 'red-soft'];

describe.each(['light', 'dark'] as const)('in %s', (scheme) => {
	const colourOf = (name: string) => {
		const found = colours.get(name)?.[scheme === 'light' ? 0 : 1];
		if (found === undefined) throw new Error(`app.css has no colour ${name}`);
		return found;
	};

	it.each(SURFACES)('every colour of text can be read on %s', (surface) => {
		for (const text of TEXTS) expect(contrast(colourOf(text), colourOf(surface)), text).toBeGreaterThanOrEqual(4.5);
	});

	it('the rail and the mark on it can be read', () => {
		expect(contrast(colourOf('rail-ink'), colourOf('rail'))).toBeGreaterThanOrEqual(4.5);
		expect(contrast('#ffffff', colourOf('rail-active'))).toBeGreaterThanOrEqual(4.5);
		expect(contrast(colourOf('on-gold'), colourOf('gold'))).toBeGreaterThanOrEqual(4.5);
	});

	it.each(['ground', 'surface', 'surface-2'])('edges of fields and the focus are seen on %s', (surface) => {
		expect(contrast(colourOf('line-field'), colourOf(surface))).toBeGreaterThanOrEqual(3);
		expect(contrast(colourOf('focus'), colourOf(surface))).toBeGreaterThanOrEqual(3);
	});
});

/** Ratio of two colours, 1 to 21, as WCAG 2 defines it. */
function contrast(one: string, other: string): number {
	const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
	return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
		const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
		return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
