import * as v from 'valibot';
import type { SettingsForm, SettingsProblem } from '../../contract/desk-settings.ts';
import { type Setting, settingSchema } from '../../contract/desk.ts';

/** What a form of the settings page asks for, or why it cannot be asked. `unit`: whose page it is. */
export function readSetting(form: SettingsForm, data: FormData, unit: string): Setting | SettingsProblem {
	const read = v.safeParse(settingSchema, toRaw(form, data, unit), { abortEarly: true });
	return read.success ? read.output : problemOf(form, data, read.issues[0]);
}

/** What was typed, so that a refused form can show it again. Lists of boxes become the values that were ticked. */
export function toTyped(data: FormData): Record<string, string[]> {
	const typed: Record<string, string[]> = {};
	for (const [name, value] of data) if (typeof value === 'string') (typed[name] ??= []).push(value.slice(0, 1_000));
	return typed;
}

const SHARES = ['share', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

function toRaw(form: SettingsForm, data: FormData, unit: string): unknown {
	const text = (name: string) => textOf(data, name);
	const official = text('official');
	switch (form) {
		case 'capacity': {
			const [share, ...pattern] = SHARES.map((name) => toShare(text(name)));
			return { kind: 'capacity', unit, official, share, pattern };
		}
		case 'skills': {
			const procedures = text('which') === 'all' ? null : data.getAll('procedure');
			// Nobody who may handle nothing is an official with a skill: that is an absence, and is set there.
			return { kind: 'skills', unit, official, procedures: procedures?.length === 0 ? undefined : procedures };
		}
		case 'absence':
			return { kind: 'absence', unit, official, from: text('from'), to: text('to'), standIn: text('standIn') || null };
		case 'cancel':
			return { kind: 'absence-cancelled', unit, id: Number(text('id') || Number.NaN) };
		case 'effort': {
			const minutes = text('which') === 'measured' ? null : toNumber(text('minutes'));
			return { kind: 'effort', unit, procedure: text('procedure'), minutes, reason: text('reason') };
		}
		case 'mark':
			return { kind: 'do-not-move', dossier: text('dossier'), reason: text('reason') };
		case 'lift':
			return { kind: 'may-move', dossier: text('dossier') };
	}
}

function textOf(data: FormData, name: string): string {
	const value = data.get(name);
	return typeof value === 'string' ? value.trim() : '';
}

/** `50`, `50%`, `37,5`: parts of a hundred, as they are shown. */
function toShare(text: string): number {
	return toNumber(text.replace(/\s*%$/, '')) / 100;
}

/** NaN for what is no number as it is written here: digits, with a comma or a point before a part. */
function toNumber(text: string): number {
	return /^\d{1,6}([.,]\d{1,3})?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
}

function problemOf(
	form: SettingsForm,
	data: FormData,
	issue: { readonly path?: readonly { readonly key: unknown }[] | undefined }
): SettingsProblem {
	const field = issue.path?.[0]?.key;
	if (field === 'official' || field === 'standIn') return 'unknown-official';
	if (field === 'share') return 'bad-share';
	if (field === 'pattern') return 'bad-pattern';
	if (field === 'from' || field === 'to') return 'bad-days';
	if (field === 'minutes') return 'bad-minutes';
	if (field === 'reason') return textOf(data, 'reason') === '' ? 'no-reason' : 'bad-request';
	if (field === 'dossier') return 'unknown-dossier';
	if (field === 'procedure') return 'unknown-procedure';
	if (field === 'procedures') return data.getAll('procedure').length === 0 ? 'no-skill' : 'unknown-procedure';
	return form === 'cancel' ? 'unknown-official' : 'bad-request';
}
