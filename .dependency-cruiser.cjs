/**
 * Imports run one way (README, "The import drawing"):
 * routes → server → contract → domain and routes → components → client → contract → domain.
 * @type {import('dependency-cruiser').IConfiguration}
 */
module.exports = {
	forbidden: [
		only('domain', '^src/lib/domain/', ['^src/lib/domain/']),
		only('contract', '^src/lib/contract/', ['^src/lib/(contract|domain)/', npm('valibot'), npm('socket.io-parser')]),
		only('catalogue', '^src/lib/catalogue/', ['^src/lib/(catalogue|domain)/']),
		only('simulation', '^src/simulation/', ['^src/simulation/', '^src/lib/(domain|contract|catalogue)/']),
		only('migrations', '^migrations/', ['^migrations/', npm('kysely')]),
		only('entry', '^src/(serve|upgrade)\\.ts$', ['^src/upgrade\\.ts$'], { builtins: true }),

		never(
			'server',
			'^src/lib/server/',
			'^src/(routes|cli|simulation|import|hooks)|^src/lib/(components|client|paraglide)/'
		),
		never('ingest-knows-no-live', '^src/lib/server/ingest/', '^src/lib/server/live/'),
		never('live-knows-no-ingest', '^src/lib/server/live/', '^src/lib/server/ingest/'),
		never('read-stands-alone', '^src/lib/server/read/', '^src/lib/server/(ingest|live)/'),
		never('db-is-the-ground', '^src/lib/server/(db|config)', '^src/lib/server/(ingest|live|read|catalogue)/'),
		never(
			'components',
			'^src/lib/components/',
			'^src/(routes|cli|simulation|import|hooks)|^src/lib/(server|catalogue)/'
		),
		never(
			'client',
			'^src/lib/client/',
			'^src/(routes|cli|simulation|import|hooks)|^src/lib/(server|catalogue|components)/'
		),
		never('routes', '^src/(routes/|hooks)', '^src/(cli|simulation|import|serve)'),
		never('import', '^src/import/', '^src/(routes|cli|simulation|hooks)|^src/lib/(components|client|paraglide)/'),
		never('cli', '^src/cli/', '^src/(routes/|hooks)|^src/lib/(components|client|paraglide)/'),
		never('tests-stay-outside', '^(src|migrations)/', '^tests/|\\.test\\.ts$'),

		{
			name: 'no-circular',
			comment: 'Two files that need each other are one idea, or miss a third.',
			severity: 'error',
			from: {},
			to: { circular: true }
		},
		{
			name: 'no-orphans',
			comment: 'Nobody uses it: no page, no command, no entry reaches it.',
			severity: 'error',
			from: { path: '^src/(routes/|hooks|cli/|serve)' },
			to: {
				path: '^src/(lib|simulation|import)/',
				pathNot: '\\.(d|test|fixture)\\.ts$|^src/lib/paraglide/',
				reachable: false
			}
		},
		{
			name: 'not-found',
			comment: 'Our own files are found, else the rules above would be blind. `./$types` is known to SvelteKit alone.',
			severity: 'error',
			from: {},
			to: { couldNotResolve: true, path: '^(\\$lib/|\\.)', pathNot: '^\\./\\$types' }
		},
		{
			name: 'no-packages-of-the-workshop',
			comment: 'What runs in production is in "dependencies". Types are free.',
			severity: 'error',
			from: { path: '^(src|migrations)/', pathNot: '\\.test\\.ts$|^src/cli/(dev|start|bench)\\.ts$' },
			to: {
				dependencyTypes: ['npm-dev'],
				dependencyTypesNot: ['type-only'],
				pathNot: '^node_modules/(svelte|@sveltejs/kit)/'
			}
		}
	],
	options: {
		tsPreCompilationDeps: true,
		// SvelteKit's own, because its paths ($lib) are relative to it; `svelte-kit sync` makes it.
		tsConfig: { fileName: '.svelte-kit/tsconfig.json' },
		doNotFollow: { path: '^node_modules/|^src/lib/paraglide/' },
		exclude: { path: '\\.(css|woff2?)$' },
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['svelte', 'import', 'node', 'default', 'types'],
			extensions: ['.ts', '.js', '.mjs', '.svelte', '.json', '.d.ts']
		}
	}
};

/**
 * This room imports the listed places and nothing else, neither from npm nor from Node. Tests may use their tools.
 * @param {string} room @param {string} from @param {string[]} to @param {{ builtins?: boolean }} [options]
 */
function only(room, from, to, { builtins = false } = {}) {
	return {
		name: `${room}-only`,
		comment: `${room} imports nothing but ${to.join(', ')}`,
		severity: 'error',
		from: { path: from, pathNot: '\\.test\\.ts$' },
		to: { pathNot: to, ...(builtins ? { dependencyTypesNot: ['core'] } : {}) }
	};
}

/** @param {string} name @param {string} from @param {string} to */
function never(name, from, to) {
	return {
		name,
		comment: `${from} must not import ${to}`,
		severity: 'error',
		from: { path: from, pathNot: '\\.test\\.ts$' },
		to: { path: to }
	};
}

/** @param {string} name */
function npm(name) {
	return `^node_modules/${name}/`;
}
