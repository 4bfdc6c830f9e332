/** So many dots for each CSS pixel of a picture: sharp in print and on hall screens. */
const DENSITY = 2;

/** A drawing at an address of ours as PNG. Throws when it cannot be fetched. */
export async function toPng(address: string): Promise<Blob> {
	const image = new Image();
	image.src = address;
	await image.decode();
	const canvas = document.createElement('canvas');
	canvas.width = image.naturalWidth * DENSITY;
	canvas.height = image.naturalHeight * DENSITY;
	canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
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
