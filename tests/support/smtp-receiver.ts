import net from 'node:net';

export interface ReceivedMail {
	readonly from: string;
	readonly to: readonly string[];
	/** As it came, headers and all. */
	readonly data: string;
}

/** A mail server on loopback that takes mail, or refuses it. */
export interface SmtpReceiver {
	readonly url: string;
	readonly mails: readonly ReceivedMail[];
	/** Recipients it was asked about, refused ones too. */
	readonly asked: readonly string[];
	isRefusing: boolean;
	close(): Promise<void>;
}

/** Knows as much of SMTP as a client needs to hand one mail over (RFC 5321), without encryption or sign-in. */
export async function openSmtpReceiver(): Promise<SmtpReceiver> {
	const mails: ReceivedMail[] = [];
	const asked: string[] = [];
	const sockets = new Set<net.Socket>();
	const state = { isRefusing: false };
	const server = net.createServer((socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
		socket.on('error', () => undefined);
		socket.setEncoding('utf8');
		let buffer = '';
		let [from, to, isData]: [string, string[], boolean] = ['', [], false];
		const say = (line: string): void => void socket.write(`${line}\r\n`);
		const take = (line: string): void => {
			const command = line.slice(0, 4).toUpperCase();
			const address = /<([^>]*)>/.exec(line)?.[1] ?? '';
			if (command === 'EHLO' || command === 'HELO') say('250 here');
			else if (command === 'MAIL') {
				[from, to] = [address, []];
				say('250 ok');
			} else if (command === 'RCPT') {
				asked.push(address);
				if (state.isRefusing) say('451 later');
				else {
					to.push(address);
					say('250 ok');
				}
			} else if (command === 'DATA') {
				isData = true;
				say('354 go on');
			} else if (command === 'QUIT') {
				say('221 bye');
				socket.end();
			} else say('250 ok');
		};
		socket.on('data', (part: string) => {
			buffer += part;
			for (;;) {
				const end = buffer.indexOf(isData ? '\r\n.\r\n' : '\r\n');
				if (end < 0) return;
				const text = buffer.slice(0, end);
				buffer = buffer.slice(end + (isData ? 5 : 2));
				if (isData) {
					mails.push({ from, to, data: text });
					isData = false;
					say('250 taken');
				} else take(text);
			}
		});
		say('220 here');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	return Object.assign(state, {
		url: `smtp://127.0.0.1:${String(port)}`,
		mails,
		asked,
		close: () =>
			new Promise<void>((resolve) => {
				server.close(() => resolve());
				for (const socket of sockets) socket.destroy();
			})
	});
}
