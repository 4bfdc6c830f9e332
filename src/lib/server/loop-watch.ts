const BEAT_MS = 1_000;
/** One long pause is told by its successors; the middle of five beats tells of a process that keeps being late. */
const BEATS = 5;

/** Watches whether timers come in time. `lateMs`: by how much the middle one of the last five beats was late. */
export function watchLoop(): { lateMs(): number; stop(): void } {
	let due = performance.now() + BEAT_MS;
	let late: number[] = [];
	const timer = setInterval(() => {
		const at = performance.now();
		late = [...late, Math.max(0, at - due)].slice(-BEATS);
		due = at + BEAT_MS;
	}, BEAT_MS);
	timer.unref();
	return {
		lateMs: () => late.toSorted((a, b) => a - b)[Math.floor(late.length / 2)] ?? 0,
		stop: () => clearInterval(timer)
	};
}
