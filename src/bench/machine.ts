import os from 'node:os';

/** The machine in one line, for the head of a table: what the numbers below were measured on. */
export function describeMachine(postgres: string): string {
	const [cpu] = os.cpus();
	const memory = Math.round(os.totalmem() / 2 ** 30);
	return [
		`${String(os.availableParallelism())} × ${cpu?.model.trim() ?? 'unknown processor'}`,
		`${String(memory)} GiB`,
		`${os.type()} ${os.release()}`,
		`Node ${process.versions.node}`,
		`PostgreSQL ${postgres}`
	].join(', ');
}

/** Load of the last minute before the run: above a fraction of the processors the numbers are those of a busy machine. */
export function describeLoad(): string {
	return `load ${os.loadavg()[0]?.toFixed(1) ?? '?'} before the run`;
}
