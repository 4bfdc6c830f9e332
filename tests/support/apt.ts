import { existsSync } from 'node:fs';
import { runCommand } from './command.ts';

/** Debian's packages can be installed here: the tools are there and we are root. */
export function canInstallPackages(): boolean {
	return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** Installs one Debian package, saying so. Returns what apt said when it failed, null when it went well. */
export async function installPackage(name: string): Promise<string | null> {
	console.log(`  getting Debian's package ${name} …`);
	const env = { DEBIAN_FRONTEND: 'noninteractive' };
	// Stale lists are no reason to give up: the package may still be found in them.
	await runCommand('apt-get', ['update', '-q'], { timeoutMs: 180_000, env });
	const install = await runCommand('apt-get', ['install', '-y', '-q', '--no-install-recommends', name], {
		timeoutMs: 600_000,
		env
	});
	return install.code === 0 ? null : install.output;
}
