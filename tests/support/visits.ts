import type { Kysely } from 'kysely';
import { accessOn, type Access } from '../../src/lib/domain/access/access.ts';
import { REACH_OF, type Role } from '../../src/lib/domain/access/role.ts';
import { dayOf } from '../../src/lib/domain/time/instant.ts';
import type { Tables } from '../../src/lib/server/db/tables.ts';
import type { ListModel } from '../../src/lib/contract/list-model.ts';
import { load as loadList } from '../../src/routes/dossiers/+page.server.ts';
import type { Office } from './office.ts';

/** Routes called as functions by somebody, without a server between. */
export interface Visits {
	readonly access: Access;
	/** What a route answers; what it throws (redirects, errors) is thrown. */
	call<T>(route: (event: never) => T | Promise<T>, address: string, params?: Record<string, string>): Promise<T>;
}

/** Who somebody with these roles is. `unit` and `handler` are given to roles that need them. */
export function toVisits(
	{ office, db }: { office: Office; db: Kysely<Tables> },
	roles: readonly Role[],
	{ unit, handler }: { unit: string; handler: string }
): Visits {
	const grants = roles.map((role) => ({
		role,
		unit: REACH_OF[role] === 'unit' || REACH_OF[role] === 'hand' ? unit : null,
		handler: REACH_OF[role] === 'hand' ? handler : null,
		from: 0,
		to: null,
		standInFor: null
	}));
	const access = accessOn(dayOf(office.now), grants);
	const app = {
		db,
		catalogue: () => office.catalogue,
		now: () => office.now,
		isSimulated: () => Promise.resolve(false),
		province: { name: 'Cà Mau', mark: 'CM' },
		// Nobody follows the ledger here: pages that show it live start from nothing.
		units: [...office.catalogue.units].filter(({ validTo }) => validTo === null),
		live: { view: () => Promise.resolve(null), freshness: () => ({ asOf: office.now, silent: [], signs: [] }) },
		log: {
			error: (what: { err: unknown }) => {
				throw what.err;
			}
		}
	};
	return {
		access,
		call: async (route, address, params = {}) => {
			const url = new URL(address, 'http://office.test');
			const visitor = {
				account: {
					id: 'test',
					name: 'Người thử',
					email: 'a@test.invalid',
					roles: [],
					isDemo: false,
					mustChangePassword: false
				},
				sessionId: 'test',
				until: null,
				access,
				at: url.pathname + url.search
			};
			const event = {
				locals: { app, visitor },
				url,
				params,
				request: new Request(url),
				cookies: { get: () => undefined },
				depends: () => undefined
			};
			return route(event as never);
		}
	};
}

/** Lines of an export's table, split into cells, without what is said about it. */
export async function readExport(response: Response): Promise<{ about: string[]; heads: string[]; rows: string[][] }> {
	const text = (await response.text()).replace(/^\uFEFF/, '');
	const [about = '', table = ''] = text.split('\r\n\r\n');
	const [heads = [], ...rows] = table
		.split('\r\n')
		.filter((line) => line !== '')
		.map((line) =>
			[...line.matchAll(/"((?:[^"]|"")*)"|([^;]*)(?:;|$)/g)].map(([, q, p]) => q?.replaceAll('""', '"') ?? p ?? '')
		);
	return { about: about.split('\r\n'), heads, rows };
}

/** What the page of the list is handed by its `load`. */
export async function readList(visits: Visits, address: string): Promise<ListModel> {
	return ((await visits.call(loadList, address)) as { list: ListModel }).list;
}
