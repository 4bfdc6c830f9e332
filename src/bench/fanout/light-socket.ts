import { connect, type Socket } from 'node:net';
import { sharedNow } from '../helper.ts';

const TEXT = 1;
const CLOSE = 8;
const PING = 9;

/** A WebSocket without the library: a viewer must cost so little that thousands of them leave the server its processor. */
export interface LightSocket {
	/** All that came over the line, handshake and frame headers included. */
	readonly bytes: number;
	send(text: string): void;
	close(): void;
}

export interface LightSocketListener {
	/** `body` is only good during the call. */
	onMessage(body: Buffer, isText: boolean, at: number): void;
	onClose(): void;
}

/** Opens a connection, with a bearer key where one is needed; resolves when the server has agreed. */
export function openLightSocket(url: string, key: string | null, listener: LightSocketListener): Promise<LightSocket> {
	const { hostname, port, pathname, search, host } = new URL(url);
	return new Promise((resolve, reject) => {
		const line = connect(Number(port), hostname);
		line.setNoDelay();
		let rest: Buffer = Buffer.alloc(0);
		let isOpen = false;
		line.on('connect', () =>
			line.write(
				`GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
					(key === null ? '' : `Authorization: Bearer ${key}\r\n`) +
					'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n'
			)
		);
		line.on('error', (error) => (isOpen ? listener.onClose() : reject(error)));
		line.on('close', () => {
			if (isOpen) listener.onClose();
		});
		const socket: LightSocket = {
			get bytes() {
				return line.bytesRead;
			},
			send: (text) => void line.write(toFrame(text)),
			close: () => line.destroy()
		};
		line.on('data', (chunk: Buffer) => {
			const at = sharedNow();
			rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
			if (!isOpen) {
				const end = rest.indexOf('\r\n\r\n');
				if (end < 0) return;
				if (!rest.toString('latin1', 0, 12).endsWith('101')) return void line.destroy(new Error('refused'));
				rest = rest.subarray(end + 4);
				isOpen = true;
				resolve(socket);
			}
			rest = rest.subarray(readFrames(rest, at, line, listener));
		});
	});
}

/** Hands on the frames that are whole; returns where the first that is not begins. */
function readFrames(data: Buffer, at: number, line: Socket, { onMessage }: LightSocketListener): number {
	let from = 0;
	while (data.length - from >= 2) {
		const kind = (data[from] ?? 0) & 15;
		let length = (data[from + 1] ?? 0) & 127;
		let body = from + 2;
		if (length === 126) {
			if (data.length < from + 4) break;
			length = data.readUInt16BE(from + 2);
			body = from + 4;
		} else if (length === 127) {
			if (data.length < from + 10) break;
			length = Number(data.readBigUInt64BE(from + 2));
			body = from + 10;
		}
		if (data.length < body + length) break;
		from = body + length;
		if (kind === CLOSE) line.destroy();
		else if (kind !== PING) onMessage(data.subarray(body, from), kind === TEXT, at);
	}
	return from;
}

/** Masked with zeros: allowed, and the text stays as it is. */
function toFrame(text: string): Buffer {
	const body = Buffer.from(text);
	const head = body.length < 126 ? Buffer.alloc(6) : Buffer.alloc(8);
	head[0] = 0x80 | TEXT;
	head[1] = 0x80 | Math.min(126, body.length);
	if (body.length >= 126) head.writeUInt16BE(body.length, 2);
	return Buffer.concat([head, body]);
}
