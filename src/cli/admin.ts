import { parseArgs } from 'node:util';
import type { Kysely } from 'kysely';
import { OUTCOMES, type BatchAnswer } from '../lib/contract/outcome.ts';
import type { AuditAction, AuditDetails } from '../lib/domain/audit/action.ts';
import { toIsoInstant } from '../lib/domain/time/instant.ts';
import { readSecret } from '../lib/server/access/secret.ts';
import { audit } from '../lib/server/audit/write-audit.ts';
import { readCatalogue } from '../lib/server/catalogue/read-catalogue.ts';
import { readConfig } from '../lib/server/config.ts';
import { connectDatabase } from '../lib/server/db/connect.ts';
import { openDatabase } from '../lib/server/db/database.ts';
import { migrateToLatest } from '../lib/server/db/migrate.ts';
import type { Tables } from '../lib/server/db/tables.ts';
import { createFeedKey, listFeedKeys, revokeFeedKey } from '../lib/server/feeds/feed-keys.ts';
import { findFeed, listFeeds, saveFeed } from '../lib/server/feeds/feeds.ts';
import { findCursor, listRefused } from '../lib/server/feeds/refused-records.ts';
import { setOutlet } from '../lib/server/outbox/outlets.ts';
import { replay } from '../lib/server/ingest/replay.ts';
import { ACCOUNT_COMMANDS, ACCOUNT_OPTIONS, ACCOUNT_USAGE } from './account-commands.ts';
import { ROLLOUT_COMMANDS, ROLLOUT_OPTIONS, ROLLOUT_USAGE } from './rollout-commands.ts';
import { BOUNDARY_COMMANDS, BOUNDARY_OPTIONS, BOUNDARY_USAGE } from './boundary-commands.ts';
import { UsageError } from './usage-error.ts';

const USAGE = `npm run admin -- <command>

  feed add ID --name NAME [--simulated] [--default-unit CODE]   adds a feed, or changes it;
           [--silent-after MINUTES|never]                       working minutes without a record after which screens
                                                                say that it is silent (a new feed: 120)
  feed list                                                     feeds, their keys and what became of their records
  feed webhook FEED URL|pull|none                               where moves of its dossiers are posted (prints the signing
                                                                secret, once); pull: its system asks; none: it is not told
  feed-key create FEED [--label LABEL]                          makes a key and prints it, once
  feed-key revoke NUMBER                                        ends a key
  records list --feed FEED [--outcome waiting|rejected]         records that did not get in, one JSON object per line
  records replay --feed FEED [--outcome waiting|rejected]       judges them again
${ACCOUNT_USAGE}${ROLLOUT_USAGE}${BOUNDARY_USAGE}`;

type Options = ReturnType<typeof readArguments>['values'];
type Command = (db: Kysely<Tables>, options: Options, subject: string, object: string) => Promise<void>;

const COMMANDS: Readonly<
	Record<string, { readonly subject: string | null; readonly object?: string; readonly run: Command }>
> = {
	'feed add': { subject: 'an ID', run: addFeed },
	'feed webhook': { subject: 'the FEED', object: 'a URL, pull or none', run: setWebhook },
	'feed list': { subject: null, run: printFeeds },
	'feed-key create': { subject: 'the FEED', run: createKey },
	'feed-key revoke': { subject: 'the NUMBER of the key', run: revokeKey },
	'records list': { subject: null, run: printRecords },
	'records replay': { subject: null, run: replayRecords },
	...ACCOUNT_COMMANDS,
	...ROLLOUT_COMMANDS,
	...BOUNDARY_COMMANDS
};

function readArguments(args: readonly string[]) {
	return parseArgs({
		args: [...args],
		allowPositionals: true,
		options: {
			name: { type: 'string' },
			simulated: { type: 'boolean', default: false },
			'default-unit': { type: 'string' },
			'silent-after': { type: 'string' },
			label: { type: 'string' },
			feed: { type: 'string' },
			outcome: { type: 'string' },
			...ACCOUNT_OPTIONS,
			...ROLLOUT_OPTIONS,
			...BOUNDARY_OPTIONS,
			help: { type: 'boolean', short: 'h', default: false }
		}
	});
}

async function addFeed(db: Kysely<Tables>, options: Options, id: string): Promise<void> {
	if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(id))
		throw new UsageError('A feed ID is made of a–z, 0–9 and "-", at most 40 characters.');
	if (options.name === undefined) throw new UsageError('--name says what people call the feed.');
	const unit = options['default-unit'] ?? null;
	if (unit !== null) await getUnit(db, unit);
	const silentAfterMinutes = readSilentAfter(options);
	const { name, simulated } = options;
	const feed = {
		id,
		name,
		simulated,
		defaultUnit: unit,
		...(silentAfterMinutes === undefined ? {} : { silentAfterMinutes })
	};
	await db.transaction().execute(async (trx) => {
		await saveFeed(trx, feed);
		const { id: _, ...settings } = feed;
		await note(trx, 'feed-saved', id, settings);
	});
	console.log(`Feed ${id} saved.`);
}

/** Nobody is signed in at the command line. */
function note(db: Kysely<Tables>, action: AuditAction, target: string, details: AuditDetails): Promise<void> {
	return audit(db, { at: Date.now(), actor: null, action, target, details });
}

function readSilentAfter({ 'silent-after': text }: Options): number | null | undefined {
	if (text === undefined) return undefined;
	if (text === 'never') return null;
	if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
	throw new UsageError('--silent-after is a number of working minutes (480 are a working day), or never.');
}

async function getUnit(db: Kysely<Tables>, code: string): Promise<void> {
	const unit = await db.selectFrom('unit').select('code').where('code', '=', code).executeTakeFirst();
	if (unit === undefined) throw new UsageError(`The catalogue has no unit ${code}.`);
}

async function getFeed(db: Kysely<Tables>, id: string | undefined): Promise<string> {
	if (id === undefined) throw new UsageError('--feed names the feed.');
	if ((await findFeed(db, id)) === undefined) throw new UsageError(`There is no feed ${id}. "feed list" shows them.`);
	return id;
}

async function printFeeds(db: Kysely<Tables>): Promise<void> {
	const keys = await listFeedKeys(db);
	for (const { id, name, simulated, defaultUnit, silentAfterMinutes, lastRecordAt, counts } of await listFeeds(db)) {
		const last = lastRecordAt === null ? 'no record yet' : `last record ${toIsoInstant(lastRecordAt)}`;
		console.log(`${id}  ${name}${simulated ? ' (simulated)' : ''}  ${last}  ${toWords(counts)}`);
		if (defaultUnit !== null) console.log(`    receives for unit ${defaultUnit}`);
		console.log(
			silentAfterMinutes === null
				? '    nothing is expected of it'
				: `    silent after ${silentAfterMinutes} working minutes without a record`
		);
		for (const key of keys.filter(({ feedId }) => feedId === id)) {
			const revoked = key.revokedAt === null ? '' : `, revoked ${toIsoInstant(key.revokedAt)}`;
			console.log(`    key ${key.id}  ${key.label}  made ${toIsoInstant(key.createdAt)}${revoked}`);
		}
	}
}

const OUTLET_PROBLEMS = {
	'unknown-feed': 'There is no such feed. "feed list" shows them.',
	'bad-url': 'The URL must be a whole address, without name and password.',
	'not-https': 'The URL must be https; http is for this machine alone.',
	'private-address': 'The address is of a network within. WEBHOOK_ALLOW_PRIVATE=on permits that.'
} as const;

/** The secret alone goes to standard output, as a key does. */
async function setWebhook(db: Kysely<Tables>, _: Options, feed: string, way: string): Promise<void> {
	const { auth, webhook } = readConfig(process.env);
	const wish = way === 'pull' || way === 'none' ? way : { url: way };
	const authSecret = await readSecret(db, auth.secret);
	const now = Date.now();
	const set = await setOutlet(db, { feed, wish, actor: null, now, authSecret, allowPrivate: webhook.allowPrivate });
	if (!set.ok) throw new UsageError(OUTLET_PROBLEMS[set.problem]);
	if (set.secret === null) {
		console.log(way === 'pull' ? `The system of feed ${feed} asks for moves.` : `Feed ${feed} is not told of moves.`);
		return;
	}
	console.error(`Moves of feed ${feed} are posted there, signed with this secret. It is shown this once.`);
	console.log(set.secret);
}

/** The key alone goes to standard output, so that it can be piped to where it belongs; the rest is said beside it. */
async function createKey(db: Kysely<Tables>, { label }: Options, feed: string): Promise<void> {
	if ((await findFeed(db, feed)) === undefined) {
		await addFeed(
			db,
			{ simulated: false, help: false, 'password-from-stdin': false, 'leave-out': false, name: feed },
			feed
		);
	}
	const { id, key } = await db.transaction().execute(async (trx) => {
		const made = await createFeedKey(trx, feed, label);
		await note(trx, 'feed-key-created', feed, { key: made.id });
		return made;
	});
	console.error(`Key ${id} of feed ${feed}. It is shown this once; only its hash is kept.`);
	console.log(key);
}

async function revokeKey(db: Kysely<Tables>, _: Options, text: string): Promise<void> {
	const id = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
	if (Number.isNaN(id)) throw new UsageError('A key is revoked by its number, which "feed list" shows.');
	const revoked = await db.transaction().execute(async (trx) => {
		if (!(await revokeFeedKey(trx, id, Date.now()))) return false;
		const feed = (await listFeedKeys(trx)).find((key) => key.id === id)?.feedId ?? '';
		await note(trx, 'feed-key-revoked', feed, { key: id });
		return true;
	});
	if (!revoked) throw new UsageError(`There is no key ${id} in force.`);
	console.log(`Key ${id} revoked. Running servers notice within five seconds.`);
}

function readOutcome({ outcome }: Options): 'waiting' | 'rejected' | undefined {
	if (outcome === undefined || outcome === 'waiting' || outcome === 'rejected') return outcome;
	throw new UsageError('--outcome is waiting or rejected.');
}

async function printRecords(db: Kysely<Tables>, options: Options): Promise<void> {
	const feedId = await getFeed(db, options.feed);
	const outcome = readOutcome(options);
	let after = null;
	do {
		const page = await listRefused(db, {
			feedId,
			limit: 500,
			...(outcome === undefined ? {} : { outcome }),
			...(after === null ? {} : { after })
		});
		for (const { arrivedAt, ...record } of page.records)
			console.log(JSON.stringify({ arrivedAt: toIsoInstant(arrivedAt), ...record }));
		after = page.next === null ? null : findCursor(page.next);
	} while (after !== null);
}

async function replayRecords(db: Kysely<Tables>, options: Options): Promise<void> {
	const feedId = await getFeed(db, options.feed);
	const outcome = readOutcome(options);
	const catalogue = await readCatalogue(db);
	const deps = { db, catalogue: () => catalogue, now: Date.now };
	const answer = await replay(deps, { feedId, ...(outcome === undefined ? {} : { outcome }) });
	await note(db, 'records-replayed', feedId, { accepted: answer.accepted });
	console.log(`Replayed: ${toWords(answer)}. Ledger version ${answer.version}.`);
}

function toWords(counts: Pick<BatchAnswer, (typeof OUTCOMES)[number]>): string {
	return OUTCOMES.map((outcome) => `${counts[outcome]} ${outcome}`).join(', ');
}

async function main(args: readonly string[]): Promise<void> {
	const { values, positionals } = readArguments(args);
	const [group = '', action = '', subject, ...rest] = positionals;
	if (values.help || positionals.length === 0) {
		console.log(USAGE);
		return;
	}
	const name = `${group} ${action}`.trim();
	const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
	if (command === undefined) throw new UsageError(`There is no command "${name}".`);
	if (command.subject !== null && subject === undefined) throw new UsageError(`"${name}" needs ${command.subject}.`);
	if (command.object !== undefined && rest[0] === undefined) throw new UsageError(`"${name}" needs ${command.object}.`);
	const extra = command.subject === null ? subject : rest[command.object === undefined ? 0 : 1];
	if (extra !== undefined) throw new UsageError(`"${name}" does not know what to do with "${extra}".`);

	const server = await connectDatabase(readConfig(process.env).db);
	const { db, close } = openDatabase(server.url, { max: 2 });
	try {
		await migrateToLatest(db);
		await command.run(db, values, subject ?? '', rest[0] ?? '');
	} finally {
		await close();
		await server.stop();
	}
}

try {
	await main(process.argv.slice(2));
} catch (error) {
	const mistyped = error instanceof UsageError || (error instanceof TypeError && 'code' in error);
	console.error(error instanceof Error ? error.message : String(error));
	if (mistyped) console.error('"npm run admin -- --help" lists the commands.');
	process.exitCode = mistyped ? 2 : 1;
}
