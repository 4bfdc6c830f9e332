import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { canInstallPackages, installPackage } from './apt.ts';

/** What a browser needs to run anywhere, as root and without a network of its own. */
export const chromiumArgs = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];

const systemNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Path of a Chromium: CHROMIUM_PATH, else the system's, else the one Playwright has downloaded. */
export function findChromium(): string | null {
	const given = process.env.CHROMIUM_PATH;
	if (given) return given;
	const folders = (process.env.PATH ?? '').split(path.delimiter);
	const candidates = systemNames.flatMap((name) => folders.map((folder) => path.join(folder, name)));
	return [...candidates, chromium.executablePath()].find(isExecutable) ?? null;
}

/** Finds a Chromium or gets Debian's. Throws with what to do when there is none. */
export async function getChromium(): Promise<string> {
	const found = findChromium();
	if (found !== null) {
		if (!existsSync(found)) throw new Error(`CHROMIUM_PATH names ${found}, which is not there.`);
		return found;
	}
	const trouble = canInstallPackages() ? await installPackage('chromium') : null;
	const installed = findChromium();
	if (installed !== null) return installed;
	throw new Error(
		`${trouble ?? ''}No Chromium found. Install one ("apt-get install chromium" or "npx playwright install chromium") ` +
			'or set CHROMIUM_PATH to its executable.'
	);
}

function isExecutable(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
