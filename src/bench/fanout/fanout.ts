import type { Kysely } from 'kysely';
import { OverviewLayout } from '../../lib/domain/board/layout.ts';
import type { Database } from '../../lib/server/db/database.ts';
import type { Tables } from '../../lib/server/db/tables.ts';
import { readOverviewUnits } from '../../lib/server/read/overview-units.ts';
import { postmasterOf } from '../process-use.ts';
import type { Row } from '../row.ts';
import { startTarget } from '../target.ts';
import { type Ground, type Load, measureBareWrites, measureLoad, type Outcome } from './load.ts';
import { startHelper } from './start-helper.ts';
import { countUntrue } from './truth.ts';

/** One line of the comparison, and what is asked of it in ms. */
interface Case extends Load {
	readonly asked: string;
	/** Whether processor, memory and bytes of this load are rows of their own. */
	readonly isMain?: boolean;
	readonly bytesAsked?: string;
}

const CASES: readonly Case[] = [
	{
		rate: 300,
		perTransaction: 1,
		viewers: 500,
		asked: 'p50 ≤ 30 ms, p99 ≤ 60 ms',
		isMain: true,
		bytesAsked: '≤ 0.95 kB'
	},
	{ rate: 100, perTransaction: 1, viewers: 2_000, asked: 'p99 ≤ 200 ms', bytesAsked: '≤ 0.5 kB' },
	{ rate: 100, perTransaction: 1, viewers: 4_000, asked: 'p99 ≤ 500 ms, nobody disconnected' },
	{ rate: 1_500, perTransaction: 1, viewers: 100, asked: 'p99 ≤ 150 ms' },
	{ rate: 3_000, perTransaction: 100, viewers: 100, asked: 'p99 ≤ 250 ms' }
];

/** Freshness from commit to viewer, and what it costs. Baselines under the same load: bare counters over `ws`, simple SQL. */
export async function benchFanout(
	databaseUrl: string,
	database: Database,
	seconds: number,
	cases = CASES
): Promise<Row[]> {
	const { db } = database;
	const units = (await readOverviewUnits(db)).map(({ code }) => code);
	const ground: Ground = { databaseUrl, postmaster: await postmasterOf(db), units, seconds };
	const rows: Row[] = [];
	for (const load of cases) {
		process.stderr.write(`fan-out: ${name(load)}\n`);
		const bareWrites = load.isMain === true ? await measureBareWrites(ground, load) : Number.NaN;
		const baselines = [await measureBaseline(ground, load, 'bare'), await measureBaseline(ground, load, 'simple')];
		let untrue = 0;
		const target = await startTarget(databaseUrl, database);
		const board = await measureLoad(ground, load, { ...target, speech: 'board' }, async ({ finals }) => {
			untrue = await countAllUntrue(db, new OverviewLayout(units), finals);
		});
		await target.stop();
		rows.push(...toRows(load, board, untrue, baselines as [Outcome, Outcome], bareWrites));
	}
	return rows;
}

async function measureBaseline(ground: Ground, load: Load, speech: 'bare' | 'simple'): Promise<Outcome> {
	const server = startHelper(`${speech}-server.ts`, ground.databaseUrl);
	const { port } = await server.ask({});
	const outcome = await measureLoad(ground, load, { url: `http://127.0.0.1:${port}`, pid: server.pid, speech });
	await server.stop();
	return outcome;
}

async function countAllUntrue(
	db: Kysely<Tables>,
	layout: OverviewLayout,
	finals: readonly Parameters<typeof countUntrue>[2][]
): Promise<number> {
	let untrue = finals.length === 0 ? layout.size : 0;
	for (const view of finals) untrue += await countUntrue(db, layout, view);
	return untrue;
}

function toRows(
	load: Case,
	board: Outcome,
	untrue: number,
	[bare, simple]: readonly [Outcome, Outcome],
	bareWrites: number
): Row[] {
	const { seen, written } = board;
	const { seconds } = written;
	const ms = ({ seen: { p50, p99 } }: Outcome) => `p50 ${p50.toFixed(0)}, p99 ${p99.toFixed(0)} ms`;
	const truth = [
		`${seen.torn} torn`,
		untrue === 0 ? 'final views = SQL' : `${untrue} cells differ from SQL`,
		...(seen.behind > 0 ? [`${seen.behind} behind`] : []),
		`${seen.lost} disconnected`,
		...(seen.gaps > 0 ? [`${seen.gaps} gaps`] : [])
	].join(', ');
	const kB = ({ seen }: Outcome) => seen.bytes / seen.viewers / seen.seconds / 1000;
	const rows: Row[] = [
		{
			what: `freshness, commit → viewer, ${name(load)} (${(written.changes / seconds).toFixed(0)}/s written)`,
			asked: `${load.asked}; no torn view, truth`,
			measured: `${ms(board)} (screen's own client p99 ${seen.realP99.toFixed(0)}); ${truth}`,
			baseline: `bare ${ms(bare)}; simple ${ms(simple)}`,
			ratio: `p99 ${(seen.p99 / bare.seen.p99).toFixed(2)} × bare, ${(seen.p99 / simple.seen.p99).toFixed(3)} × simple`
		}
	];
	rows.push({
		what: `bytes per viewer and second, ${name(load)}`,
		asked: load.bytesAsked ?? '–',
		measured: `${kB(board).toFixed(2)} kB in ${(seen.messages / seen.viewers / seen.seconds).toFixed(0)} messages`,
		baseline: `bare ${kB(bare).toFixed(2)} kB; simple ${kB(simple).toFixed(2)} kB`,
		ratio: `${(kB(board) / kB(bare)).toFixed(2)} × bare, ${(kB(board) / kB(simple)).toFixed(2)} × simple`
	});
	const cpu = ({ serverCpu, written }: Outcome) => (20 * serverCpu) / written.seconds;
	rows.push({
		what: `server CPU in 20 s, ${name(load)}`,
		asked: load.isMain === true ? '≤ 8 s' : '–',
		measured: `${cpu(board).toFixed(1)} s`,
		baseline: `bare ${cpu(bare).toFixed(1)} s; simple ${cpu(simple).toFixed(1)} s`,
		ratio: `${(cpu(board) / cpu(bare)).toFixed(2)} × bare, ${(cpu(board) / cpu(simple)).toFixed(1)} × simple`
	});
	if (load.isMain !== true) return rows;
	const over = ({ databaseCpu, written }: Outcome) => databaseCpu / written.changes / bareWrites - 1;
	const percent = (share: number) => `${share < 0 ? '−' : '+'}${Math.abs(100 * share).toFixed(0)} %`;
	rows.push(
		{
			what: `database CPU over the bare writes, ${name(load)}`,
			asked: '≤ +20 %',
			measured: percent(over(board)),
			baseline: `bare ${percent(over(bare))}; simple ${percent(over(simple))} (writes alone ${(20 * load.rate * bareWrites).toFixed(1)} s in 20 s)`,
			ratio: `${(board.databaseCpu / bare.databaseCpu).toFixed(2)} × bare`
		},
		{
			what: `server memory, ${name(load)}`,
			asked: '≤ 150 MiB',
			measured: `${board.memory.toFixed(0)} MiB`,
			baseline: `bare ${bare.memory.toFixed(0)} MiB; simple ${simple.memory.toFixed(0)} MiB`,
			ratio: `${(board.memory / bare.memory).toFixed(1)} × bare`
		}
	);
	return rows;
}

function name({ rate, perTransaction, viewers }: Load): string {
	const batches = perTransaction === 1 ? '' : ` in batches of ${perTransaction}`;
	return `R = ${rate.toLocaleString('en')}${batches}, V = ${viewers.toLocaleString('en')}`;
}
