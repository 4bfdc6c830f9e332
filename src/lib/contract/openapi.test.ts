import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { toOpenApi } from './openapi.ts';

const api = JSON.parse(JSON.stringify(toOpenApi())) as {
	openapi: string;
	paths: Record<string, Record<string, { operationId?: string; responses?: object; security?: object[] }>>;
	components: Record<string, Record<string, unknown>>;
};
const routes = path.resolve(import.meta.dirname, '../../routes');

/** Path → methods, as the routes answer them. */
function answered(): Map<string, string[]> {
	const found = new Map<string, string[]>();
	for (const file of readdirSync(path.join(routes, 'api/v1'), { recursive: true, encoding: 'utf8' })) {
		if (path.basename(file) !== '+server.ts') continue;
		const text = readFileSync(path.join(routes, 'api/v1', file), 'utf8');
		const methods = [...text.matchAll(/export const (GET|POST|PUT|PATCH|DELETE)\b/g)].map(([, name]) => name ?? '');
		const address = `/api/v1/${path.dirname(file)}`.replaceAll('[', '{').replaceAll(']', '}');
		found.set(address, methods.map((method) => method.toLowerCase()).sort());
	}
	return found;
}

it('names every route of the public interface with its methods, and no other', () => {
	const told = Object.entries(api.paths).map(([address, item]): [string, string[]] => [
		address,
		Object.keys(item)
			.filter((key) => key !== 'parameters')
			.sort()
	]);
	expect(new Map(told)).toEqual(answered());
});

it('is OpenAPI 3.1 whose references lead somewhere, whose operations have names and answers', () => {
	expect(api.openapi).toMatch(/^3\.1\.\d+$/);
	const references: string[] = [];
	const visit = (value: unknown): void => {
		if (typeof value !== 'object' || value === null) return;
		for (const [key, inner] of Object.entries(value)) {
			if (key === '$ref') references.push(String(inner));
			visit(inner);
		}
	};
	visit(api);
	for (const reference of references) {
		const [, , kind = '', name = ''] = reference.split('/');
		expect(api.components[kind]?.[name], reference).toBeDefined();
	}
	const operations = Object.values(api.paths).flatMap((item) =>
		Object.entries(item).flatMap(([method, operation]) => (method === 'parameters' ? [] : [operation]))
	);
	expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
	for (const { responses, security } of operations) {
		expect(Object.keys(responses ?? {})).toContain('200');
		for (const one of security ?? []) {
			expect(Object.keys(api.components['securitySchemes'] ?? {})).toEqual(expect.arrayContaining(Object.keys(one)));
		}
	}
	for (const [address, item] of Object.entries(api.paths)) {
		const inPath = [...address.matchAll(/\{(\w+)\}/g)].map(([, name]) => `#/components/parameters/${name ?? ''}`);
		const parameters = (item['parameters'] ?? []) as unknown as { $ref: string }[];
		expect(parameters.map(({ $ref }) => $ref)).toEqual(inPath);
	}
});
