import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');
const STAMP = path.join(ROOT, 'build', 'sources.sha256');
const SOURCES = [
	'src/**/*',
	'static/**/*',
	'migrations/*',
	'messages/*',
	'project.inlang/settings.json',
	'{package-lock.json,svelte.config.js,vite.config.ts,tsconfig.json}'
];

/** Builds the application unless the sources are those of the last build. Throws when the build fails. */
export function buildIfNeeded(): void {
	const now = hashSources();
	if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === now) return;
	process.stdout.write('Building the application (once)…\n');
	const vite = path.join(ROOT, 'node_modules/vite/bin/vite.js');
	const { status, stdout, stderr } = spawnSync(process.execPath, [vite, 'build'], { cwd: ROOT, encoding: 'utf8' });
	if (status !== 0) throw new Error(`the build failed\n${stdout}${stderr}`);
	writeFileSync(STAMP, now);
}

/** Contents, not times: a fresh checkout of the same sources is the same. Generated and test files do not count. */
function hashSources(): string {
	const hash = createHash('sha256');
	const files = globSync(SOURCES, { cwd: ROOT }).filter(
		(file) => !file.startsWith(path.join('src', 'lib', 'paraglide')) && !file.includes('.test.')
	);
	for (const file of files.sort()) {
		const full = path.join(ROOT, file);
		if (statSync(full).isFile()) hash.update(file).update('\0').update(readFileSync(full)).update('\0');
	}
	return hash.digest('hex');
}
