import { paint } from './paint.ts';

/** So many dots for each CSS pixel of a picture: sharp in print and on hall screens. */
const DENSITY = 2;

/** A drawing at an address of ours as PNG. Throws when it cannot be fetched. */
export async function toPng(address: string): Promise<Blob> {
	const answer = await fetch(address);
	if (!answer.ok) throw new Error(`the drawing was answered with ${answer.status}`);
	const drawing = new DOMParser().parseFromString(await answer.text(), 'image/svg+xml').documentElement;
	const canvas = document.createElement('canvas');
	canvas.width = Number(drawing.getAttribute('width')) * DENSITY;
	canvas.height = Number(drawing.getAttribute('height')) * DENSITY;
	const context = canvas.getContext('2d');
	if (context === null) throw new Error('this browser paints nothing');
	await paint(drawing, context, DENSITY);
	return new Promise((resolve, reject) => {
		canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture was made')) : resolve(blob)), 'image/png');
	});
}

/** Lets the browser keep it as a file. */
export function saveAs(file: Blob, name: string): void {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(file);
	link.download = name;
	link.click();
	URL.revokeObjectURL(link.href);
}
