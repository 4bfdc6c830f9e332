import type { ShellVisitor } from '$lib/client/shell-model.ts';
import { isNothing } from '$lib/domain/access/scope.ts';
import type { Visitor } from '$lib/server/access/visitor.ts';
import { countUnread } from '$lib/server/desk/messages.ts';
import { withinMs } from '$lib/server/within.ts';
import type { LayoutServerLoad } from './$types';

/** A database that takes longer is as good as away. */
const PATIENCE_MS = 1_000;

export const load: LayoutServerLoad = async ({ locals: { app, theme, visitor } }) => ({
	shell: {
		province: app.province.name,
		mark: app.province.mark,
		simulated: await app.isSimulated(),
		theme,
		visitor: toShellVisitor(visitor),
		unread: await unreadOf(app, visitor)
	}
});

/** A page must not wait for it: without its number the frame is still a frame. */
async function unreadOf({ db, live }: App.Locals['app'], { account }: Visitor): Promise<number> {
	if (account === null || live.isInTrouble()) return 0;
	return withinMs(PATIENCE_MS, countUnread(db, account.id)).catch(() => 0);
}

function toShellVisitor({ account, access }: Visitor): ShellVisitor | null {
	if (account === null) return null;
	return {
		name: account.name,
		roles: account.roles.map(({ role, standInFor }) => ({ role, standInFor })),
		may: {
			view: !isNothing(access.view),
			assign: !isNothing(access['assign-within']) || !isNothing(access['assign-across']),
			press: (['freeze', 'sign-off', 'publish'] as const).some((right) => access[right] === 'province'),
			administer: !isNothing(access.administer),
			audit: !isNothing(access.audit)
		},
		opens: access.view === 'province' ? 'province' : access.view.units
	};
}
