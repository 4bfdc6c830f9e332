import { io } from 'socket.io-client';
import { LINK_OPTIONS } from '../../lib/contract/link-options.ts';
import { type LinkSocket, ViewLink } from '../../lib/client/live/view-link.ts';
import type { WholeView } from '../../lib/contract/live.ts';
import { OverviewLayout } from '../../lib/domain/board/layout.ts';
import { answerOrders, sharedNow } from '../helper.ts';
import { Arrivals } from './arrivals.ts';
import { type LightSocket, openLightSocket } from './light-socket.ts';
import { addsUp } from './truth.ts';
import { BINARY, boardSpeech, plainSpeech, type Shown, type Speech } from './viewer.ts';

/** Viewers in a process of their own. */
export type ViewersOrder =
	| {
			readonly do: 'open';
			readonly url: string;
			/** Of a reader. Null: the server asks for none. */
			readonly key: string | null;
			readonly speech: keyof typeof SPEECHES;
			readonly viewers: number;
			readonly units: readonly string[];
	  }
	| { readonly do: 'begin' }
	/** Answers when every viewer is at this version. */
	| { readonly do: 'reach'; readonly version: number }
	| { readonly do: 'end'; readonly first: number; readonly committedAt: readonly number[] };

export interface ViewersAnswer {
	readonly viewers: number;
	/** Of the way from commit to viewer, ms; of the real clients among them (socket.io-client, the screen's own link). */
	readonly p50: number;
	readonly p99: number;
	readonly realP50: number;
	readonly realP99: number;
	/** Since `begin`. */
	readonly bytes: number;
	readonly messages: number;
	readonly seconds: number;
	/** Views that went back or whose cells do not add up; connections lost; messages missed. */
	readonly torn: number;
	readonly lost: number;
	readonly gaps: number;
	/** Viewers that never came to the version. */
	readonly behind: number;
	/** All different views shown at the end. */
	readonly finals: readonly WholeView[];
}

const SPEECHES = {
	board: boardSpeech,
	bare: () => plainSpeech('/'),
	simple: () => plainSpeech('/socket.io/?EIO=4&transport=websocket')
};
/** Clients with the whole library among the light ones. */
const REAL = 5;
/** Connections opened at once. */
const AT_ONCE = 25;
const REACH_MS = 20_000;

interface Viewer {
	socket: LightSocket;
	shown: Shown | null;
}

const viewers: Viewer[] = [];
const links: ViewLink[] = [];
const reals: { version: number; view: WholeView | null }[] = [];
let light = new Arrivals();
let real = new Arrivals();
let layout = new OverviewLayout([]);
let begun = { at: 0, bytes: 0 };
let messages = 0;
let torn = 0;
let lost = 0;
let gaps = 0;
const bytesNow = () => viewers.reduce((sum, { socket }) => sum + socket.bytes, 0);

answerOrders(async (order: ViewersOrder): Promise<ViewersAnswer> => {
	if (order.do === 'open') await open(order);
	else if (order.do === 'begin') {
		[light, real] = [new Arrivals(), new Arrivals()];
		[messages, torn, lost, gaps] = [0, 0, 0, 0];
		begun = { at: sharedNow(), bytes: bytesNow() };
	} else if (order.do === 'reach') await reach(order.version);
	return report(order);
});

async function open({
	url,
	key,
	speech: name,
	viewers: count,
	units
}: Extract<ViewersOrder, { do: 'open' }>): Promise<void> {
	layout = new OverviewLayout(units);
	const speech = SPEECHES[name]();
	const lights = name === 'board' ? count - REAL : count;
	for (let from = 0; from < lights; from += AT_ONCE) {
		const size = Math.min(AT_ONCE, lights - from);
		await Promise.all(Array.from({ length: size }, () => openViewer(new URL(speech.path, url).href, key, speech)));
	}
	if (name === 'board') for (let i = 0; i < REAL; i++) openReal(url, key ?? '');
	await until(() => viewers.every(({ shown }) => shown !== null) && reals.every(({ view }) => view !== null));
}

async function openViewer(url: string, key: string | null, speech: Speech): Promise<void> {
	let viewer: Viewer | null = null;
	const early: [string, number][] = [];
	const socket = await openLightSocket(url, key, {
		onMessage: (body, isText, at) => {
			const message = toMessage(body, isText);
			if (viewer === null) early.push([message, at]);
			else hear(viewer, speech, message, at);
		},
		onClose: () => lost++
	});
	viewer = { socket, shown: null };
	for (const [message, at] of early) hear(viewer, speech, message, at);
	viewers.push(viewer);
}

/** Names in whole views are not ASCII; a binary message is one sign a byte after its mark. */
function toMessage(body: Buffer, isText: boolean): string {
	return isText ? body.toString() : BINARY + body.toString('latin1');
}

function hear(viewer: Viewer, speech: Speech, message: string, at: number): void {
	messages++;
	const reply = speech.reply(message);
	if (reply !== null) {
		viewer.socket.send(reply);
		return;
	}
	const before = viewer.shown;
	let after: Shown | null;
	if (before?.next?.message === message) after = before.next.shown;
	else {
		after = speech.read(message, before);
		if (after !== null && after !== before && !isSound(before, after)) torn++;
		if (before !== null) before.next = { message, shown: after };
	}
	if (after === before) return;
	if (after === null) {
		// A change before the first whole view is not missing anything.
		if (before !== null) {
			gaps++;
			viewer.socket.send(speech.ask);
		}
		return;
	}
	viewer.shown = after;
	if (before !== null && after.version > before.version) light.add(before.version, after.version, at);
}

function openReal(url: string, key: string): void {
	const socket: LinkSocket = io(url, {
		...LINK_OPTIONS,
		forceNew: true,
		extraHeaders: { authorization: `Bearer ${key}` }
	});
	const screen: (typeof reals)[number] = { version: 0, view: null };
	reals.push(screen);
	socket.on('disconnect', () => lost++);
	links.push(
		new ViewLink(socket, {}, null, {
			onView: (view) => {
				if (screen.view !== null && view.version > screen.version) real.add(screen.version, view.version, sharedNow());
				if (view.version < screen.version || !addsUp(layout, view)) torn++;
				screen.version = view.version;
				screen.view = view;
			},
			onState: () => undefined
		})
	);
}

function isSound(before: Shown | null, after: Shown): boolean {
	if (before !== null && after.version < before.version) return false;
	return after.view === null || addsUp(layout, after.view);
}

const isAt = (version: number) => (one: { version: number } | null) => one !== null && one.version >= version;
let goal = 0;

async function reach(version: number): Promise<void> {
	goal = version;
	await until(() => viewers.every(({ shown }) => isAt(version)(shown)) && reals.every(isAt(version)));
}

/** Resolves when it is so, or after a while; who asks sees from the answer which. */
async function until(isSo: () => boolean): Promise<void> {
	const end = sharedNow() + REACH_MS;
	while (!isSo() && sharedNow() < end) await new Promise((resolve) => setTimeout(resolve, 50));
}

function report(order: ViewersOrder): ViewersAnswer {
	const delays =
		order.do === 'end' ? [light, real].map((arrivals) => arrivals.delays(order.first, order.committedAt)) : [];
	const [lights, screens] = delays;
	const finals =
		order.do === 'end' ? [...viewers.map(({ shown }) => shown?.view ?? null), ...reals.map(({ view }) => view)] : [];
	const different = new Map(
		finals.flatMap((view) => (view === null ? [] : [[`${view.version} ${view.asOf} ${view.cells.join()}`, view]]))
	);
	return {
		viewers: viewers.length + reals.length,
		p50: lights?.quantile(0.5) ?? Number.NaN,
		p99: lights?.quantile(0.99) ?? Number.NaN,
		realP50: screens?.quantile(0.5) ?? Number.NaN,
		realP99: screens?.quantile(0.99) ?? Number.NaN,
		bytes: bytesNow() - begun.bytes,
		messages,
		seconds: (sharedNow() - begun.at) / 1000,
		torn,
		lost,
		gaps,
		behind: [...viewers.map(({ shown }) => shown), ...reals].filter((one) => !isAt(goal)(one)).length,
		finals: [...different.values()]
	};
}
