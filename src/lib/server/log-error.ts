/** An error as the log may hold it. */
export interface LoggedError {
	readonly type: string;
	/** Code of PostgreSQL or of the system. */
	readonly code?: string;
	/** What it says, without what it quotes. */
	readonly message: string;
	/** Where it was thrown, innermost first. */
	readonly at: readonly string[];
	readonly table?: string;
	readonly constraint?: string;
	readonly cause?: LoggedError;
}

const FRAMES = 12;

/**
 * An error without data. Messages quote what they could not read (a parser the body, PostgreSQL the value), and details
 * and contexts of PostgreSQL repeat whole rows: of these only code, table and constraint are kept.
 */
export function toLoggedError(error: unknown, depth = 0): LoggedError {
	if (!(error instanceof Error)) return { type: typeof error, message: '', at: [] };
	const { code, table, constraint } = error as { code?: unknown; table?: unknown; constraint?: unknown };
	return {
		type: error.name,
		...(typeof code === 'string' || typeof code === 'number' ? { code: String(code) } : {}),
		message: withoutQuotes(error.message),
		at: (error.stack ?? '')
			.split('\n')
			.filter((line) => /^ {4}at /.test(line))
			.slice(0, FRAMES)
			.map((line) => line.slice(7)),
		...(typeof table === 'string' ? { table } : {}),
		...(typeof constraint === 'string' ? { constraint } : {}),
		...(error.cause !== undefined && depth < 3 ? { cause: toLoggedError(error.cause, depth + 1) } : {})
	};
}

/**
 * The words of a message that are its own: from the first quotation mark to the last, and after a colon, stand things it
 * was given. Numbers of five digits and more and addresses go too.
 */
function withoutQuotes(message: string): string {
	return message
		.slice(0, 1_000)
		.replace(/["'`“‘][\s\S]*["'`”’]/, '…')
		.replace(/["'`“‘][\s\S]*$/, '…')
		.replace(/: [\s\S]*$/, ': …')
		.replace(/\S*@\S*|\d{5,}/g, '…')
		.slice(0, 200);
}
