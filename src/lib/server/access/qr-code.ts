import { encode } from 'uqr';
import type { QrCode } from '../../contract/qr-code.ts';

/** Light modules around the code: cameras need four. */
const MARGIN = 4;

/** A text as a QR code. Rows of dark modules are drawn as bars, so that no hairlines show between them. */
export function toQrCode(text: string): QrCode {
	const { data, size } = encode(text, { ecc: 'M', border: MARGIN });
	const bars = data.flatMap((row, y) => toBars(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`));
	return { size, path: bars.join('') };
}

/** Where dark modules of a row begin, and how many follow each other. */
function toBars(row: readonly boolean[]): [x: number, length: number][] {
	const bars: [number, number][] = [];
	row.forEach((isDark, x) => {
		const last = bars.at(-1);
		if (!isDark) return;
		if (last !== undefined && last[0] + last[1] === x) last[1] += 1;
		else bars.push([x, 1]);
	});
	return bars;
}
