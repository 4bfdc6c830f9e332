import { formatFor } from '$lib/client/format.ts';
import { chartsOf } from '$lib/client/press/charts.ts';
import type { FrozenContent } from '$lib/contract/frozen-content.ts';
import type { MapShape } from '$lib/contract/map-shape.ts';
import { toPicture } from './to-picture.ts';

/** Nothing in a drawing is fetched or run, whoever opens it as a page. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:";

export interface PictureAsk {
	readonly id: string;
	readonly content: FrozenContent;
	/** As the address names it. */
	readonly chart: string;
	readonly shape: MapShape;
	readonly paths: ReadonlyMap<string, string> | null;
	readonly state: 'not-public' | 'corrected' | null;
	readonly lang: string | null;
}

/** A chart as SVG file; undefined: there is none of that name. In Vietnamese, unless English is asked for. */
export function answerPicture({ chart: name, lang, ...ask }: PictureAsk, cache: string): Response | undefined {
	const chart = chartsOf(ask.content).find((one) => one === name);
	if (chart === undefined) return undefined;
	const picture = toPicture({ ...ask, chart, format: formatFor(lang === 'en' ? 'en' : 'vi') });
	return new Response(picture, {
		headers: {
			'Content-Type': 'image/svg+xml; charset=utf-8',
			'Content-Disposition': `inline; filename="${ask.id}-${chart}.svg"`,
			'Content-Security-Policy': POLICY,
			'Cache-Control': cache
		}
	});
}
