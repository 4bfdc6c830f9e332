import { execFileSync } from 'node:child_process';

/** Files and sockets one process may have open here, as far as it may raise that itself (Node does at its start). */
export function readFileLimit(): number {
	const text = execFileSync('/bin/sh', ['-c', 'ulimit -Hn'], { encoding: 'utf8' }).trim();
	return text === 'unlimited' ? Number.POSITIVE_INFINITY : Number(text);
}
