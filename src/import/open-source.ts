import { statSync } from 'node:fs';
import { ImportError } from './import-error.ts';
import type { Mapping } from './mapping.ts';
import { openCsv } from './read-csv.ts';
import { openXlsx } from './read-xlsx.ts';
import type { Source } from './row.ts';

/** Opens a file in the form the mapping says. Throws ImportError when there is none. */
export async function openSource(file: string, { input }: Mapping): Promise<Source> {
	assertFile(file);
	return input.format === 'csv' ? openCsv(file, input) : openXlsx(file, input);
}

/** Throws ImportError when there is no such file. */
export function assertFile(file: string): void {
	if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new ImportError(`There is no file ${file}.`);
}
