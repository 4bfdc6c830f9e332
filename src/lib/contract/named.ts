/** A thing of the catalogue in both languages. */
export interface Named {
	readonly code: string;
	readonly name: string;
	readonly nameEn: string;
}
