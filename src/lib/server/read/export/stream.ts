/** Exports in work on this node: each holds a connection of the database and a state of the ledger. */
const AT_ONCE = 2;
/** A reader that takes nothing for so long is gone. */
const PATIENCE_MS = 60_000;

let running = 0;

/** Whether one more export may begin on this node. */
export function mayExport(): boolean {
	return running < AT_ONCE;
}

/**
 * The body of an answer that is written as it is read: `write` is given a function that takes a piece and waits until the
 * reader wants more. When the reader goes away, or stands still for a minute, it throws and `write` ends.
 */
export function streamed(
	write: (send: (piece: Uint8Array) => Promise<void>) => Promise<void>,
	onError: (error: unknown) => void
): ReadableStream<Uint8Array> {
	const gone = new Error('the reader of an export is gone');
	const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
	const writer = writable.getWriter();
	const send = async (piece: Uint8Array): Promise<void> => {
		let timer: ReturnType<typeof setTimeout> | undefined;
		const tooSlow = new Promise<never>((_, reject) => {
			timer = setTimeout(() => reject(gone), PATIENCE_MS);
		});
		try {
			await Promise.race([writer.write(piece), tooSlow]);
		} catch {
			throw gone;
		} finally {
			clearTimeout(timer);
		}
	};
	running++;
	const work = async (): Promise<void> => {
		try {
			await write(send);
			await writer.close();
		} catch (error) {
			// A file that ends early must not look complete.
			await writer.abort(error).catch(() => undefined);
			if (error !== gone) onError(error);
		} finally {
			running--;
		}
	};
	void work();
	return readable;
}
