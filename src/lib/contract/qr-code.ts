/** A QR code as a drawing: dark modules as one SVG path, in units of a module, with the light margin around it. */
export interface QrCode {
	/** Width and height. */
	readonly size: number;
	readonly path: string;
}
