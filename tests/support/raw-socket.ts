import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** A WebSocket that costs next to nothing, so that one process can hold thousands. */
export interface RawSocket {
	send(text: string): void;
	/** Breaks it as a network does: the other end is told nothing but that it is over. */
	cut(): void;
}

interface Listener {
	onOpen(): void;
	onText(text: string): void;
	onBytes(bytes: Buffer): void;
	/** It could not be opened, or is over. Said once; not after `cut`. */
	onEnd(): void;
}

const NOTHING = Buffer.alloc(0);
const TEXT = 0x1;
const BINARY = 0x2;
const CLOSE = 0x8;

/** `path` with its query; `cookie`: who it is; `from`: the loopback address to come from, because one has only some 28,000 ports. */
export function openRawSocket(
	url: URL,
	path: string,
	{ from, cookie }: { readonly from: string; readonly cookie: string },
	listener: Listener
): RawSocket {
	const socket = connect({ port: Number(url.port), host: url.hostname, localAddress: from });
	let isOpen = false;
	let isOver = false;
	let rest: Buffer = NOTHING;
	const end = (): void => {
		if (isOver) return;
		isOver = true;
		socket.destroy();
		listener.onEnd();
	};
	socket.setNoDelay(true);
	socket.on('error', end);
	socket.on('close', end);
	socket.on('connect', () => {
		const key = randomBytes(16).toString('base64');
		socket.write(
			`GET ${path} HTTP/1.1\r\nHost: ${url.host}\r\nCookie: ${cookie}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
				`Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`
		);
	});
	socket.on('data', (chunk: Buffer) => {
		rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
		if (!isOpen) {
			const head = rest.indexOf('\r\n\r\n');
			if (head === -1) return;
			if (!rest.subarray(0, 12).equals(Buffer.from('HTTP/1.1 101'))) {
				end();
				return;
			}
			isOpen = true;
			rest = rest.subarray(head + 4);
			listener.onOpen();
		}
		while (!isOver) {
			const frame = findFrame(rest);
			if (frame === null) return;
			rest = rest.subarray(frame.end);
			if (frame.opcode === TEXT) listener.onText(frame.body.toString());
			else if (frame.opcode === BINARY) listener.onBytes(frame.body);
			else if (frame.opcode === CLOSE) end();
		}
	});
	return {
		send: (text) => {
			if (!isOver) write(socket, text);
		},
		cut: () => {
			isOver = true;
			socket.resetAndDestroy();
		}
	};
}

/** The first whole frame of what has come; those of a server are not masked. */
function findFrame(bytes: Buffer): { opcode: number; body: Buffer; end: number } | null {
	if (bytes.length < 2) return null;
	const short = bytes.readUInt8(1) & 0x7f;
	const start = short === 126 ? 4 : short === 127 ? 10 : 2;
	if (bytes.length < start) return null;
	const length = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
	const end = start + length;
	return bytes.length < end ? null : { opcode: bytes.readUInt8(0) & 0xf, body: bytes.subarray(start, end), end };
}

/** Masked with zeros, which is as good a mask as any for a test. */
function write(socket: Socket, text: string): void {
	const body = Buffer.from(text);
	const head =
		body.length < 126
			? Buffer.from([0x80 | TEXT, 0x80 | body.length, 0, 0, 0, 0])
			: Buffer.from([0x80 | TEXT, 0x80 | 126, body.length >> 8, body.length & 0xff, 0, 0, 0, 0]);
	socket.write(Buffer.concat([head, body]));
}
