import { FRAMES, type WatchAnswer, type WholeView } from '../../lib/contract/live.ts';
import { LINES_MARK, unpackChange } from '../../lib/contract/pack-change.ts';

/** What a viewer shows, and what it becomes with the message that came next. Viewers that got the same share it. */
export interface Shown {
	readonly version: number;
	readonly view: WholeView | null;
	next?: { readonly message: string; readonly shown: Shown | null };
}

/** How one of the compared servers speaks. */
export interface Speech {
	/** Path and query of its socket. */
	readonly path: string;
	/** What to say to a message that is about the connection; null: it is not. */
	reply(message: string): string | null;
	/** The state after a message: the same one when it says nothing of the counts, null when one before it is missing. */
	read(message: string, shown: Shown | null): Shown | null;
	/** What to ask after a gap. */
	readonly ask: string;
}

const WATCH = '420["view:watch",{"view":"overview","filter":{}}]';
/** Begins a binary message. */
export const BINARY = 'b';

/** Socket.IO as the application's screens speak it, by hand. Its answers are read once for all that got the same. */
export function boardSpeech(): Speech {
	const wholes = new Map<string, Shown>();
	return {
		path: `/socket.io/?EIO=4&transport=websocket&frames=${FRAMES}`,
		ask: WATCH,
		reply: (message) => {
			if (message === '2') return '3';
			if (message.startsWith('0{')) return '40';
			return message.startsWith('40{') ? WATCH : null;
		},
		read: (message, shown) => {
			if (message.startsWith(BINARY)) {
				if (shown?.view == null) return null;
				const packed = Buffer.from(message.slice(BINARY.length), 'latin1');
				if (packed[0] === LINES_MARK) return shown;
				const change = unpackChange(packed, shown.view);
				if (change === null) return null;
				const { delayMs: _delayMs, ...now } = change;
				return { version: now.version, view: { ...shown.view, ...now } };
			}
			const whole = toWhole(message, shown);
			if (whole === null) return shown;
			const key = `${whole.seq} ${whole.version}`;
			const known = wholes.get(key) ?? { version: whole.version, view: whole };
			if (wholes.size > 100) wholes.clear();
			wholes.set(key, known);
			return known;
		}
	};
}

function toWhole(message: string, shown: Shown | null): WholeView | null {
	if (message.startsWith('42["view:whole",')) return (JSON.parse(message.slice(2)) as [string, WholeView])[1];
	if (!message.startsWith('430[')) return null;
	const [answer] = JSON.parse(message.slice(3)) as [WatchAnswer];
	if (!answer.ok) throw new Error(`refused: ${answer.problem}`);
	if ('whole' in answer) return answer.whole;
	return shown?.view == null ? null : { ...answer.resume, history: shown.view.history };
}

/** Any server that sends whole JSON objects which begin with their version. */
export function plainSpeech(path: string): Speech {
	return {
		path,
		ask: '',
		reply: (message) => {
			if (message === '2') return '3';
			return message.startsWith('0{') ? '40' : null;
		},
		read: (message, shown) => {
			const version = /^(?:42\["counts",)?\{"v":(\d+)/.exec(message)?.[1];
			return version === undefined ? shown : { version: Number(version), view: null };
		}
	};
}
