import { json } from '@sveltejs/kit';
import { toOpenApi } from '$lib/contract/openapi.ts';
import type { RequestHandler } from './$types';

/** The public interface described for programs. Says nothing about anybody, so it is open. */
export const GET: RequestHandler = () => json(toOpenApi());
