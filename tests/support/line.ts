import type { Page, WebSocketRoute } from '@playwright/test';

/** The live connection of a page, to be cut and mended. Call before the page is opened. */
export async function aLineToCut(page: Page): Promise<{ cut(): void; mend(): void }> {
	const open = new Set<WebSocketRoute>();
	let isCut = false;
	await page.routeWebSocket(/\/socket\.io\//, (socket) => {
		if (isCut) {
			void socket.close();
			return;
		}
		socket.connectToServer();
		open.add(socket);
	});
	return {
		cut() {
			isCut = true;
			for (const socket of open) void socket.close();
			open.clear();
		},
		mend() {
			isCut = false;
		}
	};
}
