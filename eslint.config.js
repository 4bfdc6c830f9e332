import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const clock = 'Time is an argument here: take `now` from the caller.';
const chance = 'Chance is an argument here: take the generator from the caller.';

export default defineConfig(
	{ ignores: ['build/', '.svelte-kit/', 'src/lib/paraglide/', 'data/', 'test-results/', 'playwright-report/'] },
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },
	js.configs.recommended,
	ts.configs.strictTypeChecked,
	svelte.configs.recommended,
	{
		languageOptions: {
			globals: { ...globals.browser, ...globals.node },
			parserOptions: {
				projectService: {
					// The other configs lie within what tsconfig.json takes from SvelteKit.
					allowDefaultProject: ['vitest.config.ts', 'playwright.config.ts'],
					defaultProject: './tsconfig.json'
				},
				tsconfigRootDir: import.meta.dirname,
				extraFileExtensions: ['.svelte']
			}
		},
		rules: {
			// `== null` is the one word for "null or undefined".
			eqeqeq: ['error', 'always', { null: 'ignore' }],
			'no-console': 'error',
			'no-restricted-syntax': [
				'error',
				{ selector: 'TSEnumDeclaration', message: 'Node strips types and knows no enums: use a union of strings.' }
			],
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
			'@typescript-eslint/no-import-type-side-effects': 'error',
			'@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
			// A leading underscore says "on purpose"; leaving out fields with a rest is how they are left out.
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }
			],
			// Numbers read well in a template; everything else must be turned to text by name.
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			// `() => close()` as a handler is clearer than a block around it.
			'@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
			// tsconfig.json sets `noUncheckedIndexedAccess`, so `!` is the honest mark where an index is known to be there.
			'@typescript-eslint/no-non-null-assertion': 'off',
			// `Promise.withResolvers<void>()` waits for something that has no value.
			'@typescript-eslint/no-invalid-void-type': 'off',
			// The query builder hands out functions made to be taken apart: `({ ref }) => …`.
			'@typescript-eslint/unbound-method': 'off',
			// SvelteKit asks to throw `redirect()` and `error()`, which are no errors.
			'@typescript-eslint/only-throw-error': [
				'error',
				{ allow: [{ from: 'package', package: '@sveltejs/kit', name: ['Redirect', 'HttpError'] }] }
			]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
		rules: {
			// The compiler of TypeScript knows the globals, runes among them.
			'no-undef': 'off',
			// `let { x = $bindable() } = $props()` is declared once for all.
			'prefer-const': 'off',
			'svelte/prefer-const': ['error', { destructuring: 'all' }],
			// `void x;` in an effect says that it runs again when x changes.
			'@typescript-eslint/no-meaningless-void-operator': 'off',
			// The application lives at the root of its host: there is no base path to put before a link.
			'svelte/no-navigation-without-resolve': 'off'
		}
	},
	{
		files: ['src/lib/domain/**', 'src/simulation/**'],
		ignores: ['**/*.test.ts'],
		rules: {
			'no-restricted-properties': [
				'error',
				{ object: 'Date', property: 'now', message: clock },
				{ object: 'performance', property: 'now', message: clock },
				{ object: 'Math', property: 'random', message: chance },
				{ object: 'crypto', property: 'randomUUID', message: chance },
				{ object: 'crypto', property: 'getRandomValues', message: chance }
			],
			'no-restricted-syntax': [
				'error',
				{ selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: clock },
				{ selector: 'CallExpression[callee.name="Date"]', message: clock },
				{ selector: 'MemberExpression[object.name="Temporal"][property.name="Now"]', message: clock }
			],
			'no-restricted-globals': ['error', 'process', 'fetch', 'setTimeout', 'setInterval']
		}
	},
	{
		// dependency-cruiser keeps the directions, but sees no `import type` inside a Svelte file.
		files: ['src/lib/components/**/*.svelte'],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						{
							group: ['$lib/server/**', '$lib/catalogue/**', '**/lib/server/**'],
							message: 'Components know the contract, not the server.'
						}
					]
				}
			]
		}
	},
	{
		// These talk to a terminal.
		files: ['src/cli/**', 'src/serve.ts', 'tests/run.ts', 'tests/support/**'],
		rules: { 'no-console': 'off' }
	},
	{
		// A test knows what it built: a cast there is checked by running it.
		files: ['**/*.test.ts', 'tests/**/*.ts'],
		rules: {
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-member-access': 'off'
		}
	},
	{
		// Plain JavaScript has no types to check against.
		files: ['**/*.{js,mjs,cjs}'],
		extends: [ts.configs.disableTypeChecked]
	},
	{
		files: ['**/*.cjs'],
		languageOptions: { sourceType: 'commonjs' },
		// It crashes on CommonJS, where the outermost scope is a function's.
		rules: { 'svelte/no-inner-declarations': 'off' }
	}
);
