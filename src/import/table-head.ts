import { ImportError } from './import-error.ts';
import { cellText, type Row } from './row.ts';

/** The name of a column as compared: one spelling of accented letters, any run of blanks or line breaks is one blank. */
export function toName(raw: string): string {
	return raw.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** The column names of a file. */
export class TableHead {
	readonly names: readonly string[];
	readonly row: number;

	constructor(row: Row) {
		this.names = row.cells.map((cell) => toName(cellText(cell)));
		this.row = row.number;
	}

	/** Places of the columns, by name. Throws ImportError naming those that are missing or there twice. */
	placesOf(wanted: Iterable<string>): ReadonlyMap<string, number> {
		const places = new Map<string, number>();
		const missing: string[] = [];
		for (const name of wanted) {
			const place = this.names.indexOf(name);
			if (place === -1) missing.push(name);
			else if (this.names.includes(name, place + 1))
				throw new ImportError(`Row ${this.row} has two columns "${name}"; rename one of them.`);
			places.set(name, place);
		}
		if (missing.length > 0) throw new ImportError(this.#missing(missing));
		return places;
	}

	#missing(missing: readonly string[]): string {
		const found = this.names.filter((name) => name !== '');
		const one = found.length === 1 && /[,;\t|]/.exec(found[0] ?? '');
		return [
			`The file has no column ${missing.map(quote).join(', ')}.`,
			`Row ${this.row} has: ${found.length === 0 ? 'nothing' : found.map(quote).join(', ')}.`,
			...(one ? [`Perhaps its delimiter is ${one[0] === '\t' ? 'a tab' : quote(one[0])} (input.delimiter).`] : []),
			...(missing.length > 1 && !one ? ['If the names are in another row, set input.headerRow.'] : [])
		].join('\n');
	}
}

function quote(text: string): string {
	return `"${text}"`;
}
