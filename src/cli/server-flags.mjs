/**
 * How Node runs the server. A small nursery for new objects: what a tick makes is dead by the next one, and the sixteen
 * megabytes twice over that Node would otherwise fill before it looks are a third of the server's memory. The old objects
 * may double before they are swept; left to itself a small heap quadruples.
 * @type {readonly string[]}
 */
export const SERVER_FLAGS = ['--max-semi-space-size=2', '--heap-growing-percent=100'];

/**
 * How the C library gives memory back: the board's columns grow by doubling, and what they leave behind goes back to the
 * system at once instead of staying as holes. 40 MiB at 100,000 open dossiers; other C libraries do not look at it.
 * @type {Readonly<Record<string, string>>}
 */
export const SERVER_ENV = {
	MALLOC_ARENA_MAX: '2',
	MALLOC_MMAP_THRESHOLD_: '131072',
	MALLOC_TRIM_THRESHOLD_: '131072'
};
