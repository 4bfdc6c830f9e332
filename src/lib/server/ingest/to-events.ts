import { readNationalDossier } from './national-dossier.ts';
import { readNationalProgress } from './national-progress.ts';
import { readOwnRecord } from './own-record.ts';
import { isFields } from './personal.ts';
import type { Problem, Reading, ReadingContext } from './reading.ts';

/** What a record of any of the three forms says. Pure: the same record, catalogue and arrival give the same events. */
export function toEvents(record: unknown, context: ReadingContext): Reading | Problem {
	if (!isFields(record)) return unknownForm('a record is a JSON object');
	if ('MaHoSo' in record) {
		const isProgress = 'ThoiDiemXuLy' in record || ('TrangThai' in record && !('TrangThaiHoSo' in record));
		return isProgress ? readNationalProgress(record, context) : readNationalDossier(record, context);
	}
	if ('dossier' in record) return readOwnRecord(record, context);
	return unknownForm('neither MaHoSo nor dossier names a dossier');
}

/** The dossier a record speaks of, where that much can be read of it. */
export function findDossierCode(record: unknown): string | null {
	if (!isFields(record)) return null;
	const code = record['MaHoSo'] ?? record['dossier'];
	const text = typeof code === 'number' ? String(code) : code;
	return typeof text === 'string' && text.trim() !== '' && text.length <= 100 ? text.trim() : null;
}

function unknownForm(detail: string): Problem {
	return { outcome: 'rejected', problem: 'unknown-form', detail };
}
