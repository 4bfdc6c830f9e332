import { isDeskKey } from './desk-key.ts';

/**
 * Forms of records that have no field for the result a dossier is to have: the two of the national exchange (khuôn dạng
 * đồng bộ quốc gia). The key of an event begins with its form; decisions of the desk have none either.
 */
const WITHOUT_RESULT = ['DongBoHoSoMC/', 'CapNhatTienDoHoSoMC/'];

/**
 * Whether an event came in a form in which a source could have named the result. Declared per form, because a source that
 * cannot say it must not be blamed for saying nothing; one that could and never did is still asked.
 */
export function mayNameResult(key: string): boolean {
	return !isDeskKey(key) && !WITHOUT_RESULT.some((form) => key.startsWith(form));
}
