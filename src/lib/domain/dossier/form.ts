/**
 * Forms of records that have no field for the result a dossier is to have: the two of the national exchange (khuôn dạng
 * đồng bộ quốc gia), and decisions of the desk. The key of an event begins with its form.
 */
const WITHOUT_RESULT = ['DongBoHoSoMC/', 'CapNhatTienDoHoSoMC/', 'desk/'];

/**
 * Whether an event came in a form in which a source could have named the result. Declared per form, because a source that
 * cannot say it must not be blamed for saying nothing; one that could and never did is still asked.
 */
export function mayNameResult(key: string): boolean {
	return !WITHOUT_RESULT.some((form) => key.startsWith(form));
}
