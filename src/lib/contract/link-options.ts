import { Decoder, Encoder, PacketType } from 'socket.io-parser';
import { FRAMES } from './live.ts';
import { LINES_MARK } from './pack-change.ts';

/** Socket.IO's own reading of messages, and beside it bare binary ones, which Socket.IO itself never sends. */
class FrameDecoder extends Decoder {
	override add(message: unknown): void {
		if (!(message instanceof ArrayBuffer) && !ArrayBuffer.isView(message)) {
			super.add(message);
			return;
		}
		const bytes = message instanceof ArrayBuffer ? new Uint8Array(message) : toBytes(message);
		const data = [bytes[0] === LINES_MARK ? 'lines' : 'c', bytes];
		this.emitReserved('decoded', { type: PacketType.EVENT, nsp: '/', data });
	}
}

function toBytes({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
	return new Uint8Array(buffer, byteOffset, byteLength);
}

/**
 * How a screen connects: it takes changes as bare binary messages, and reconnecting is spread at random, so that a server
 * that comes back is not run over.
 */
export const LINK_OPTIONS = {
	parser: { Encoder, Decoder: FrameDecoder },
	query: { frames: FRAMES },
	transports: ['websocket'],
	reconnectionDelay: 500,
	reconnectionDelayMax: 5_000,
	randomizationFactor: 0.8
};

/** A packed message in whichever form it came. */
export function toPacked(message: Uint8Array | string): Uint8Array {
	return typeof message === 'string' ? Uint8Array.from(atob(message), (sign) => sign.charCodeAt(0)) : message;
}
