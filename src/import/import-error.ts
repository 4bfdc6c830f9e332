/** Something about the file, the mapping or the command that the operator can set right; the message says what. */
export class ImportError extends Error {
	override readonly name = 'ImportError';
}
