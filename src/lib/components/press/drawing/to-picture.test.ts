import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { formatFor } from '$lib/client/format.ts';
import { PRESS_CHARTS } from '$lib/client/press/charts.ts';
import type { FrozenContent } from '$lib/contract/frozen-content.ts';
import { PRESS_FIGURE_IDS } from '$lib/domain/press/press-figure.ts';
import { toPicture } from './to-picture.ts';

const ID = 'CM-260311-1000-7F3A';
const cells = (all: number | null, part: number | null) => ({ all, part });
const counts = (all: number | null) => ({ received: cells(all, null), resolved: cells(all, all), open: cells(0, 0) });
const words = { name: 'Hồ sơ <đã> & "tiếp nhận"', text: 'Cách tính' };
const days = ['2026-03-09', '2026-03-10', '2026-03-11'];
const content: FrozenContent = {
	format: 2,
	province: { mark: 'CM', name: 'Cà Mau' },
	title: 'progress',
	at: '2026-03-11T03:00:00.000Z',
	frozenAt: '2026-03-11T03:00:30.000Z',
	period: { from: '2026-03-09', to: '2026-03-11' },
	ledgerVersion: 7,
	smallBelow: 5,
	simulated: true,
	headline: 'received',
	chosen: ['cross-boundary', 'on-time', 'open'],
	totals: counts(40),
	definitions: Object.fromEntries(
		PRESS_FIGURE_IDS.map((id) => [id, { vi: words, en: words }])
	) as unknown as FrozenContent['definitions'],
	units: [
		{ code: '90001', group: 'wave-1', vi: 'Xã A & <B>', en: 'A' },
		{ code: '90002', group: 'wave-1', vi: 'Xã C', en: 'C' }
	],
	tables: [
		{
			side: 'receiving',
			units: [
				{ key: '90001', group: 'wave-1', counts: counts(40) },
				{ key: '90002', group: 'wave-1', counts: counts(null) }
			],
			groups: [],
			withheld: []
		}
	],
	waves: [{ wave: 1, goLiveOn: '2026-03-10', units: 2, started: 2 }],
	intake: { days, received: [10, null, 30] },
	completeness: { units: 2, unitsHeard: 2, feeds: 1, silentFeeds: 0, silentUnits: 0 },
	before: { period: { from: '2026-03-09', to: '2026-03-10' }, totals: counts(null) },
	progress: { days, waves: [{ wave: 1, started: [1, null, 2] }] },
	travel: null
};
const shape = {
	width: 200,
	height: 100,
	places: [
		{ code: '90001', x: 50, y: 50 },
		{ code: '90002', x: 150, y: 50 }
	],
	outlines: null
};
const draw = (some: Partial<Parameters<typeof toPicture>[0]> = {}) =>
	toPicture({ id: ID, content, chart: 'map', shape, paths: null, state: null, format: formatFor('vi'), ...some });

/** All that is written in it; throws what is no XML. */
function textsOf(drawing: string): string[] {
	const texts: string[] = [];
	const parser = new SaxesParser();
	parser.on('text', (text) => texts.push(text.trim()));
	parser.on('error', (error) => {
		throw error;
	});
	parser.write(drawing).close();
	return texts.filter((text) => text !== '');
}

describe.each(PRESS_CHARTS)('the picture of %s', (chart) => {
	it('says of itself what it is, of when, from where and with which id, whatever the names hold', () => {
		const drawing = draw({ chart });
		const texts = textsOf(drawing);
		for (const said of [ID, 'ĐÃ CHỐT · 10:00, thứ Tư 11/03/2026', 'Nguồn: ', 'được ẩn', '11/03/2026'])
			expect(
				texts.some((text) => text.includes(said)),
				said
			).toBe(true);
		expect(drawing).not.toMatch(/NaN|undefined|var\(|<!--|<script/);
		// Nothing is fetched from elsewhere.
		expect(drawing.match(/(?:href|src)=|url\((?!data:|#)/g)).toBeNull();
	});

	it('says that it is not public, or was corrected', () => {
		expect(textsOf(draw({ chart, state: 'not-public' }))).toContain('CHƯA CÔNG BỐ');
		expect(textsOf(draw({ chart, state: 'corrected' }))).toContain('ĐÃ ĐÍNH CHÍNH');
		expect(textsOf(draw({ chart, state: 'corrected', format: formatFor('en') })).join()).toContain('Source: ');
	});
});

it('a map of true borders holds them, and names their source', () => {
	const outlines = { href: '/map/x', source: 'Bản đồ thử' };
	const paths = new Map([
		['90001', 'M0 0L9 0L9 9Z'],
		['90002', 'M9 9L20 9L20 20Z']
	]);
	const drawing = draw({ shape: { ...shape, outlines }, paths });
	for (const path of paths.values()) expect(drawing).toContain(`d="${path}"`);
	expect(textsOf(drawing).join()).toContain('Bản đồ thử');
});
