import { fork } from 'node:child_process';
import path from 'node:path';
import type { ViewersAnswer, ViewersOrder } from './viewers.ts';
import type { WriteOrder, Written } from './writer.ts';

/** A process of the bench that does one thing at a time and answers when it is done. */
export interface Helper<Order, Answer> {
	readonly pid: number;
	ask(order: Order): Promise<Answer>;
	stop(): Promise<void>;
}

/** The files that are such a process. A server listens when asked, and answers where. */
interface Helpers {
	'writer.ts': Helper<WriteOrder, Written>;
	'viewers.ts': Helper<ViewersOrder, ViewersAnswer>;
	'bare-server.ts': Helper<object, { readonly port: number }>;
	'simple-server.ts': Helper<object, { readonly port: number }>;
}

/** Starts one of them, with its arguments. */
export function startHelper<File extends keyof Helpers>(file: File, ...args: string[]): Helpers[File] {
	const child = fork(path.join(import.meta.dirname, file), args, { env: { PATH: process.env['PATH'] }, execArgv: [] });
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	const helper: Helper<object, unknown> = {
		pid: child.pid ?? 0,
		ask: (order) =>
			new Promise((resolve, reject) => {
				const onExit = (): void => reject(new Error(`${file} ended`));
				child.once('exit', onExit);
				child.once('message', (answer) => {
					child.off('exit', onExit);
					resolve(answer);
				});
				child.send(order);
			}),
		stop: async () => {
			child.disconnect();
			await ended;
		}
	};
	return helper as Helpers[File];
}
