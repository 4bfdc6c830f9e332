import { CrowdScreen } from './crowd-screen.ts';
import type { CrowdOrder, CrowdWord } from './crowd.ts';

/** A process full of screens, told over IPC what to do. */
const [url = '', count = '0', cookie = '', from = '127.0.0.1'] = process.argv.slice(2);
const tell = (word: CrowdWord): void => void process.send?.(word);

/** The version all of them are to reach, and the order that asked for it. */
let goal: { readonly order: number; readonly version: number; readonly since: number } | null = null;
/** Screens below the goal; looked at again when one of them moves. */
const missing = new Set<CrowdScreen>();
const screens: CrowdScreen[] = [];

const isThere = ({ version }: CrowdScreen, at: number): boolean => version !== null && version >= at;

function note(screen: CrowdScreen): void {
	if (goal === null) return;
	if (!isThere(screen, goal.version)) {
		missing.add(screen);
		return;
	}
	missing.delete(screen);
	if (missing.size > 0) return;
	tell({
		order: goal.order,
		ms: performance.now() - goal.since,
		failures: screens.reduce((sum, one) => sum + one.failures, 0),
		wholeViews: screens.reduce((sum, one) => sum + one.wholeViews, 0)
	});
	goal = null;
}

for (let i = 0; i < Number(count); i++) {
	const screen: CrowdScreen = new CrowdScreen(url, { from, cookie }, () => note(screen));
	screens.push(screen);
}

process.on('message', ({ order, ask, version }: CrowdOrder) => {
	if (ask === 'cut') {
		goal = null;
		for (const screen of screens) screen.cut();
		tell({ order, ms: 0, failures: 0, wholeViews: 0 });
		return;
	}
	if (ask === 'missing') {
		tell({ order, ms: 0, failures: screens.filter((one) => !isThere(one, version)).length, wholeViews: 0 });
		return;
	}
	goal = { order, version, since: performance.now() };
	for (const screen of screens) missing.add(screen);
	if (ask === 'connect') for (const screen of screens) screen.connect();
	for (const screen of screens) if (isThere(screen, version)) note(screen);
});
process.once('disconnect', () => process.exit(0));
