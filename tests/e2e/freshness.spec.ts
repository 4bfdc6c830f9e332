import pg from 'pg';
import { createFeed, startApp } from '../support/app.ts';
import { aLineToCut } from '../support/line.ts';
import { anAccepted, pushRecords } from '../support/records.ts';
import { expect, test } from '../support/story.ts';

const DAY_MS = 86_400_000;
const daysAgo = (days: number, at = '') => new Date(Date.now() - days * DAY_MS).toISOString().replace(/T.*/, at);

test('the delay of what arrives is told in words, and stands still while more arrives', async ({ app, page }) => {
	const key = await createFeed(app, 'test');
	await page.goto('/');
	await expect(page.getByTestId('live-status')).toHaveAttribute('data-state', 'live');
	await expect(page.getByTestId('delay')).toHaveCount(0);
	await pushRecords(app.url, 'test', key, [anAccepted('D-1')]);
	await expect(page.getByTestId('delay')).toHaveText(/^trễ \d+,\d giây$/);

	// Every change of the words, with its time on the screen.
	await page.evaluate(() => {
		const seen = ((window as unknown as { seen: number[] }).seen = []) as number[];
		const chip = document.querySelector('[data-testid="delay"]');
		if (chip)
			new MutationObserver(() => seen.push(performance.now())).observe(chip, { characterData: true, subtree: true });
	});
	let version = 0;
	for (let n = 0; n < 20; n++) ({ version } = await pushRecords(app.url, 'test', key, [anAccepted(`D-1${n}`)]));
	await expect(page.getByTestId('backlog')).toHaveVersionAtLeast(version);
	const seen = await page.evaluate(() => (window as unknown as { seen: number[] }).seen);
	for (const [index, at] of seen.entries()) if (index > 0) expect(at - (seen[index - 1] ?? 0)).toBeGreaterThan(1_900);
	await expect(page.getByTestId('delay')).toHaveText(/^trễ \d+,\d giây$/);
});

test('a feed that fell silent is named on every open screen, and no more when it sends again', async ({
	app,
	page
}) => {
	const key = await createFeed(app, 'quiet');
	await page.goto('/');
	await expect(page.getByTestId('live-status')).toHaveAttribute('data-state', 'live');
	await expect(page.getByTestId('silent-sources')).toHaveCount(0);
	await inDatabase(app.storage, `insert into feed_sign values ('quiet', '${daysAgo(30)}T02:40:00Z')`);
	const line = page.getByTestId('silent-feed-quiet');
	await expect(line).toHaveText(/^Chưa có số liệu từ quiet, từ \d\d\/\d\d\/\d{4} 09:40 \(\d+ ngày làm việc\)$/);
	// A page that is opened now shows it from its first paint.
	const html = await (await page.request.get('/')).text();
	expect(html).toContain('data-testid="silent-feed-quiet"');

	await pushRecords(app.url, 'quiet', key, [anAccepted('Q-1')]);
	await expect(page.getByTestId('silent-sources')).toHaveCount(0);
});

test.describe('an administrator', () => {
	test.use({ as: 'administrator' });

	test('the page of feeds shows the rhythm of each and how it stands to it', async ({ app, page }) => {
		await createFeed(app, 'quiet');
		await inDatabase(
			app.storage,
			`insert into feed_sign values ('quiet', '${daysAgo(30)}T02:40:00Z');
			insert into feed (id, name, silent_after_minutes) values ('files', 'Tệp', null), ('good', 'Tốt', 45);
			insert into feed_sign values ('good', now())`
		);
		await page.goto('/admin/feeds');
		await expect(page.getByTestId('quiet-rhythm')).toHaveText(
			/im lặng \d+ ngày làm việc\s+ít nhất một bản ghi mỗi 2 giờ làm việc/
		);
		await expect(page.getByTestId('files-rhythm')).toHaveText('không đặt nhịp');
		await expect(page.getByTestId('good-rhythm')).toHaveText(/đúng nhịp\s+ít nhất một bản ghi mỗi 45 phút làm việc/);
	});
});

test('a unit that fell silent is named, and its row does not say zero', async ({ app, page }) => {
	const key = await createFeed(app, 'test');
	const past = Array.from({ length: 14 }, (_, i) => 27 - i).flatMap((day) =>
		Array.from({ length: 12 }, (_, n) =>
			anAccepted(`P-${day}-${n}`, {
				at: `${daysAgo(day)}T0${1 + (n % 3)}:${10 + n}:00Z`,
				receiving: '32152',
				resolving: '32152'
			})
		)
	);
	await pushRecords(app.url, 'test', key, [...past, anAccepted('NOW-1')]);
	await app.stop();
	const again = await startApp(app.storage);
	try {
		await page.goto(again.url);
		await expect(page.getByTestId('silent-unit-32152')).toHaveText(
			/^Chưa có số liệu từ X\. Đầm Dơi, từ .* làm việc\)$/
		);
		const row = page.getByTestId('ranking-communes').locator('tr[data-code="32152"]');
		await expect(row.locator('.today')).toHaveText('–');
		await expect(row.getByRole('link').first()).toHaveAttribute(
			'title',
			/^Đầm Dơi\. Chưa có số liệu từ .*Tiếp nhận gần nhất: /
		);
		const other = page.getByTestId('ranking-communes').locator('tr[data-code="31825"]');
		await expect(other.locator('.today')).toHaveText('1');
		await expect(other.getByRole('link').first()).toHaveAttribute(
			'title',
			/Tiếp nhận gần nhất: \d\d:\d\d; xử lý gần nhất: không có trong 4 tuần$/
		);
		const { version } = await pushRecords(again.url, 'test', key, [
			anAccepted('BACK-1', { receiving: '32152', resolving: '32152' })
		]);
		await expect(page.getByTestId('backlog')).toHaveVersionAtLeast(version);
		await expect(page.getByTestId('silent-sources')).toHaveCount(0);
		await expect(row.locator('.today')).toHaveText('1');
	} finally {
		await again.stop();
	}
});

test('the age of a board that is cut off is told in words, also by a screen whose clock is a day wrong', async ({
	page
}) => {
	await page.addInitScript((day) => {
		const now = Date.now.bind(Date);
		Date.now = () => now() + day;
	}, DAY_MS);
	const line = await aLineToCut(page);
	await page.goto('/');
	await expect(page.getByTestId('live-status')).toHaveAttribute('data-state', 'live');
	line.cut();
	const banner = page.getByTestId('cut-banner');
	await expect(banner).toContainText(/dừng ở \d\d:\d\d:\d\d \((vừa xong|\d+ giây trước)\)/);
	await expect(banner).toContainText(/\(\d+ giây trước\)/);
});

async function inDatabase(storage: { readonly databaseUrl: string } | { readonly dataDir: string }, statement: string) {
	if (!('databaseUrl' in storage)) throw new Error('a story has a database of its own');
	const client = new pg.Client({ connectionString: storage.databaseUrl });
	await client.connect();
	await client.query(statement);
	await client.end();
}
