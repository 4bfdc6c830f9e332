import type { ComponentProps } from 'svelte';
import { render } from 'svelte/server';
import latinBold from '@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-600-normal.woff2?inline';
import latin from '@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-400-normal.woff2?inline';
import vietnameseBold from '@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-600-normal.woff2?inline';
import vietnamese from '@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-400-normal.woff2?inline';
import Picture from './Picture.svelte';

/** As the style sheets of the font divide it. */
const VIETNAMESE =
	'U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB';
const FACES = (
	[
		[400, latin, ''],
		[600, latinBold, ''],
		[400, vietnamese, `unicode-range:${VIETNAMESE};`],
		[600, vietnameseBold, `unicode-range:${VIETNAMESE};`]
	] as const
).map(
	([weight, data, range]) =>
		`@font-face{font-family:'Be Vietnam Pro';font-weight:${weight};${range}src:url(${data}) format('woff2')}`
);

/** The drawing as an SVG file that needs nothing else: its font is in it, its colours are those of paper. */
export function toPicture(props: ComponentProps<typeof Picture>): string {
	const { body } = render(Picture, { props });
	const plain = body
		.replaceAll(/<!--.*?-->/g, '')
		.replaceAll(/var\(--[\w-]+, (#[0-9a-f]{6})\)/g, '$1')
		.trim();
	return `<?xml version="1.0" encoding="UTF-8"?>\n${plain.replace('<defs>', `<defs><style>${FACES.join('')}</style>`)}\n`;
}
