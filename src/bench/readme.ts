import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const README = path.resolve(import.meta.dirname, '../../README.md');
const MARKED = /(<!-- bench -->\n)[\s\S]*?(\n<!-- \/bench -->)/;

/** Puts `text` between the marks in the README. Throws when they are missing. */
export function writeToReadme(text: string): void {
	const readme = readFileSync(README, 'utf8');
	if (!MARKED.test(readme)) throw new Error('README.md has no <!-- bench --> … <!-- /bench -->');
	// A function, because a dollar in a replacement text has a meaning.
	writeFileSync(
		README,
		readme.replace(MARKED, (_all, before: string, after: string) => `${before}\n${text}\n${after}`)
	);
}
