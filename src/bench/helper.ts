/** In a process that `startHelper` started: does what it is told, in order, until its parent lets go of it. */
export function answerOrders(work: (order: never) => unknown): void {
	process.on('message', (order) => {
		void Promise.resolve(work(order as never)).then((answer) => process.send?.(answer));
	});
	process.on('disconnect', () => process.exit());
}

/** Milliseconds of a clock that all processes of a machine share. */
export function sharedNow(): number {
	return Number(process.hrtime.bigint() / 1000n) / 1000;
}
