import { Calendar, calendarInForce, type CalendarRules } from '../../domain/clock/calendar.ts';
import type { DeadlineRule, Limit, SupplementRule } from '../../domain/clock/limit.ts';
import { toBareName, toInitials, toOfficeName } from '../../domain/text/fold-name.ts';
import { toDay, type Day, type Instant } from '../../domain/time/instant.ts';

export interface KnownUnit {
	readonly code: string;
	readonly kind: 'centre' | 'department' | 'commune';
	readonly name: string;
	readonly nameEn: string;
	readonly shortName: string;
	/** Code of the one-stop that receives for it. */
	readonly oneStop: string;
	readonly calendarId: string;
	/** ISO day after the last one; null: still there. */
	readonly validTo: string | null;
	/** Code of the unit that takes over what it had, from `validTo` on; missing: nobody does. */
	readonly successor?: string | null | undefined;
}

/** A name a unit had before; its code stayed. */
export interface FormerName {
	readonly unitCode: string;
	readonly name: string;
	readonly shortName: string;
}

export interface KnownProcedure {
	readonly code: string;
	readonly name: string;
	readonly nameEn: string;
	readonly field: string;
	/** Competent department; null: the commune itself, or not known. */
	readonly competent: string | null;
	readonly supplementRule: SupplementRule;
}

export interface KnownLimit extends Limit {
	readonly procedureCode: string;
	readonly validFrom: string;
	readonly validTo: string | null;
}

export interface KnownCalendarVersion {
	readonly calendarId: string;
	readonly effectiveFrom: Instant;
	readonly rules: CalendarRules;
}

export interface CatalogueRows {
	readonly units: readonly KnownUnit[];
	readonly procedures: readonly KnownProcedure[];
	readonly limits: readonly KnownLimit[];
	readonly calendarVersions: readonly KnownCalendarVersion[];
	readonly formerNames?: readonly FormerName[];
	/** ISO day of the reading: units abolished later still live. Missing: every known end has come. */
	readonly today?: string;
}

/** The catalogue in memory, for judging records: one moment's reading, never changed. Read again after it was edited. */
export class KnownCatalogue {
	readonly #units: ReadonlyMap<string, KnownUnit>;
	readonly #unitsByName: ReadonlyMap<string, KnownUnit | null>;
	readonly #procedures: ReadonlyMap<string, KnownProcedure>;
	readonly #limits: ReadonlyMap<string, readonly KnownLimit[]>;
	readonly #versions: ReadonlyMap<string, readonly KnownCalendarVersion[]>;
	readonly #compiled = new Map<KnownCalendarVersion, Map<string, Calendar>>();
	readonly #usualCalendarId: string | undefined;
	readonly #today: Day;
	readonly #hasHeirs: boolean;

	constructor({ units, procedures, limits, calendarVersions, formerNames = [], today }: CatalogueRows) {
		this.#units = new Map(units.map((unit) => [unit.code, unit]));
		this.#today = today === undefined ? Infinity : toDay(today);
		this.#hasHeirs = units.some(({ successor }) => successor != null);
		this.#unitsByName = indexNames(units, formerNames);
		this.#procedures = new Map(procedures.map((procedure) => [procedure.code, procedure]));
		this.#limits = Map.groupBy(limits, ({ procedureCode }) => procedureCode);
		this.#versions = Map.groupBy(calendarVersions, ({ calendarId }) => calendarId);
		this.#usualCalendarId = units.find(({ kind }) => kind === 'centre')?.calendarId ?? calendarVersions[0]?.calendarId;
	}

	get units(): Iterable<KnownUnit> {
		return this.#units.values();
	}

	get procedures(): Iterable<KnownProcedure> {
		return this.#procedures.values();
	}

	findUnitByCode(code: string): KnownUnit | undefined {
		return this.#units.get(code);
	}

	/**
	 * The one unit meant by a name as people write it: accents, case, `UBND`, `Trung tâm …`, province, and the words
	 * xã, phường, Sở may be missing, abbreviations are known. A name two units share finds neither; a kind that is
	 * written and wrong (xã for a phường) does not match.
	 */
	findUnitByName(name: string): KnownUnit | undefined {
		return this.#unitsByName.get(toOfficeName(name)) ?? this.#unitsByName.get(toInitialsAsWritten(name)) ?? undefined;
	}

	/** By code, else by name. */
	findUnit(codeOrName: string): KnownUnit | undefined {
		return this.findUnitByCode(codeOrName.trim()) ?? this.findUnitByName(codeOrName);
	}

	/** By national code, with or without the localised suffix (`1.001193.000.00.00.H12`). */
	findProcedure(code: string): KnownProcedure | undefined {
		return this.#procedures.get(toNationalCode(code));
	}

	/**
	 * The unit that has taken the place of one that was merged, split or renamed by `day`, over any number of changes; the
	 * unit itself while it lives, and when nobody took over. Not later than the day of the reading.
	 */
	heirOf(code: string, day: Day = this.#today): string {
		if (!this.#hasHeirs) return code;
		const last = Math.min(day, this.#today);
		const met = new Set<string>();
		for (let at = code; ;) {
			const { successor, validTo } = this.#units.get(at) ?? {};
			if (successor == null || validTo == null || toDay(validTo) > last || met.has(successor)) return at;
			met.add(successor);
			at = successor;
		}
	}

	/** Units that somebody has taken the place of, by code: old code → the one that stands for it now. */
	get heirs(): ReadonlyMap<string, string> {
		const all = [...this.#units.keys()].map((code) => [code, this.heirOf(code)] as const);
		return new Map(all.filter(([code, heir]) => code !== heir));
	}

	/** Code of the one-stop that receives for a unit; an unknown unit is its own. */
	oneStopOf(unit: string): string {
		return this.#units.get(unit)?.oneStop ?? unit;
	}

	/** What the clock needs of a procedure for a dossier accepted on `day`. Unknown procedure, unknown limit: null. */
	deadlineRule(procedure: string | null, day: Day): DeadlineRule {
		const known = procedure === null ? undefined : this.findProcedure(procedure);
		const limit = this.#limits
			.get(known?.code ?? '')
			?.find(({ validFrom, validTo }) => toDay(validFrom) <= day && (validTo === null || day < toDay(validTo)));
		return {
			limit: limit === undefined ? null : { value: limit.value, unit: limit.unit },
			supplement: known?.supplementRule ?? 'restart'
		};
	}

	/**
	 * Working time of a unit by the version in force at `at`; the usual calendar of the province for an unknown unit.
	 * Throws when no calendar is loaded.
	 */
	calendarFor(unit: string | null, at: Instant): Calendar {
		const id = this.#units.get(unit ?? '')?.calendarId ?? this.#usualCalendarId;
		const version = calendarInForce(this.#versions.get(id ?? '') ?? [], at);
		if (version === undefined) throw new Error('the catalogue has no calendar');
		const compiled = getOrAdd(this.#compiled, version, () => new Map<string, Calendar>());
		const closed = version.rules.closures.some((closure) => closure.unit === unit) ? (unit ?? '') : '';
		return getOrAdd(compiled, closed, () => new Calendar(version.rules, closed));
	}
}

/** `1.001193.000.00.00.H12` → `1.001193`. */
export function toNationalCode(code: string): string {
	return code.trim().replace(/\.000\.00\.00\.[A-Z]\d{2}$/, '');
}

/** Every name a unit may be written with. A later, surer name wins over an earlier one; units of today win over old ones. */
function indexNames(units: readonly KnownUnit[], formerNames: readonly FormerName[]): Map<string, KnownUnit | null> {
	const index = new Map<string, KnownUnit | null>();
	const byCode = new Map(units.map((unit) => [unit.code, unit]));
	// A name of before finds its unit as long as nobody else has it now.
	for (const toNames of [bareNamesOf, fullNamesOf]) {
		for (const { unitCode, name, shortName } of formerNames) {
			const unit = byCode.get(unitCode);
			if (unit === undefined) continue;
			for (const written of toNames({ ...unit, name, shortName })) {
				const other = index.get(written);
				index.set(written, other === undefined || other === unit ? unit : null);
			}
		}
	}
	const living = units.filter(({ validTo }) => validTo === null);
	for (const group of [units.filter(({ validTo }) => validTo !== null), living]) {
		for (const toNames of [initialsOf, bareNamesOf, fullNamesOf]) addNames(index, group, toNames);
	}
	return index;
}

function addNames(
	index: Map<string, KnownUnit | null>,
	units: readonly KnownUnit[],
	toNames: (unit: KnownUnit) => readonly string[]
): void {
	const found = new Map<string, KnownUnit | null>();
	for (const unit of units) {
		for (const name of new Set(toNames(unit))) found.set(name, found.has(name) ? null : unit);
	}
	for (const [name, unit] of found) index.set(name, unit);
}

function fullNamesOf({ name, shortName }: KnownUnit): string[] {
	return [toOfficeName(name), toOfficeName(shortName)];
}

function bareNamesOf(unit: KnownUnit): string[] {
	return fullNamesOf(unit).map(toBareName);
}

/** Communes are never abbreviated to their initials; two letters could mean anything. */
function initialsOf({ kind, name }: KnownUnit): string[] {
	if (kind === 'commune') return [];
	return [toInitials(name), toInitials(name.replace(/ tỉnh.*$/, ''))].filter((initials) => initials.length > 2);
}

/** `BQL-KKT`, `VP. UBND` → one word. */
function toInitialsAsWritten(name: string): string {
	return toOfficeName(name).replaceAll(' ', '');
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
	let value = map.get(key);
	if (value === undefined) map.set(key, (value = make()));
	return value;
}
