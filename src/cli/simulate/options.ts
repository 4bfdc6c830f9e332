import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { MAX_RECORDS } from '../../lib/contract/record.ts';
import { ConfigError, type Env } from '../../lib/server/config.ts';
import { DEFAULT_SCALE } from '../../simulation/world.ts';
import { decimal, outage, silent, storm, whole } from './option-forms.ts';

const schema = v.object({
	url: v.pipe(v.string(), v.regex(/^https?:\/\/\S+$/, '--url must start with http:// or https://')),
	feed: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, '--feed must be the id of a feed')),
	key: v.string(),
	'reader-key': v.string(),
	batch: whole('--batch', 1, MAX_RECORDS),
	connections: whole('--connections', 1, 64),
	days: v.optional(whole('--days', 0, 400)),
	scale: whole('--scale', 1, 100_000),
	seed: whole('--seed', 0, 2 ** 32 - 1),
	live: v.boolean(),
	once: v.boolean(),
	busy: v.boolean(),
	'dry-run': v.boolean(),
	rate: v.optional(decimal('--rate', 0.01, 20_000)),
	speed: v.optional(whole('--speed', 1, 100_000), '1'),
	seconds: v.optional(decimal('--seconds', 0.1, 1_000_000)),
	records: v.optional(whole('--records', 1, 1_000_000_000)),
	bad: v.optional(decimal('--bad', 0, 1), '0'),
	silent: v.optional(silent),
	outage: v.optional(outage),
	storm: v.optional(storm)
});
type Given = v.InferOutput<typeof schema>;

/** What one run does. */
export interface SimulateOptions extends Omit<Given, 'days' | 'live' | 'once' | 'dry-run' | 'reader-key'> {
	readonly days: number;
	/** False: history only. */
	readonly live: boolean;
	readonly dryRun: boolean;
	/** Lets screens in. */
	readonly readerKey: string;
	/** False: only screens are opened. */
	readonly sends: boolean;
}

/** Options that speak of records; without any of them a storm is only a storm. */
const OF_RECORDS = ['days', 'scale', 'seed', 'live', 'once', 'rate', 'speed', 'seconds', 'records', 'dry-run'];

/** The options of the command line, or null when help was asked for. Throws ConfigError naming every wrong option. */
export function readSimulateOptions(args: readonly string[], env: Env): SimulateOptions | null {
	const values = parse(args);
	if (values.help === true) return null;
	const given = v.safeParse(schema, {
		url: 'http://127.0.0.1:3000',
		feed: 'demo',
		key: env['FEED_KEY'] ?? '',
		'reader-key': env['READER_KEY'] ?? '',
		batch: '2000',
		connections: '2',
		scale: String(DEFAULT_SCALE),
		seed: '1',
		live: false,
		once: false,
		busy: true,
		'dry-run': false,
		...values
	});
	if (!given.success) throw new ConfigError(given.issues.map(({ message }) => message).join('\n'));
	const { days, live, once, 'dry-run': dryRun, 'reader-key': readerKey, ...rest } = given.output;
	const sends = rest.storm === undefined || OF_RECORDS.some((name) => name in values);
	const options = { ...rest, days: days ?? (rest.rate === undefined ? 90 : 0), live: !once, dryRun, readerKey, sends };
	const clashes = findClashes(options, { live, days });
	if (clashes.length > 0) throw new ConfigError(clashes.join('\n'));
	return options;
}

function parse(args: readonly string[]) {
	try {
		const text = { type: 'string' } as const;
		const flag = { type: 'boolean' } as const;
		const names = ['url', 'feed', 'key', 'batch', 'connections', 'days', 'scale', 'seed', 'rate', 'speed', 'seconds'];
		const more = ['reader-key', 'records', 'bad', 'silent', 'outage', 'storm'];
		return parseArgs({
			args: [...args],
			allowNegative: true,
			options: {
				...Object.fromEntries([...names, ...more].map((name) => [name, text])),
				live: flag,
				once: flag,
				busy: flag,
				'dry-run': flag,
				help: { ...flag, short: 'h' }
			}
		}).values;
	} catch (error) {
		throw new ConfigError(error instanceof Error ? error.message : String(error));
	}
}

/** What cannot be meant together. */
function findClashes(options: SimulateOptions, asked: { live: boolean; days: number | undefined }): string[] {
	const { live, rate, speed, seconds, silent, outage, storm, sends, dryRun, key, readerKey } = options;
	const once = !live;
	const nothingLive = (name: string) => `${name} is about live: it cannot go with --once`;
	return [
		...(sends && !dryRun && key === '' ? ['--key or FEED_KEY must hold the key of the feed'] : []),
		...(storm !== undefined && readerKey === ''
			? ["--reader-key or READER_KEY must hold a reader's key: screens are let in with it"]
			: []),
		...(once && asked.live ? ['--once and --live cannot go together'] : []),
		...(once && rate !== undefined ? [nothingLive('--rate')] : []),
		...(once && speed > 1 ? [nothingLive('--speed')] : []),
		...(once && seconds !== undefined ? [nothingLive('--seconds')] : []),
		...(once && silent !== undefined ? [nothingLive('--silent')] : []),
		...(once && storm !== undefined ? [nothingLive('--storm')] : []),
		...(once && outage?.kind === 'after' ? [nothingLive('--outage +M')] : []),
		...(rate !== undefined && speed > 1 && seconds === undefined && asked.days === undefined
			? ['--speed with --rate needs --seconds or --days, to know how long ago it begins']
			: [])
	];
}
