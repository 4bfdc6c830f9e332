import type { ColumnType, Generated } from 'kysely';
import type { Instant } from '../../domain/time/instant.ts';
import type { ApplicantKind, Channel, EventType } from '../../domain/dossier/event.ts';
import type { Dossier, Timeliness } from '../../domain/dossier/dossier.ts';
import type { FindingCode } from '../../domain/dossier/finding.ts';
import type { DossierState } from '../../domain/dossier/fold.ts';
import type { Status } from '../../domain/dossier/status.ts';
import type { CalendarRules } from '../../domain/clock/calendar.ts';
import type { LimitUnit, SupplementRule } from '../../domain/clock/limit.ts';
import type { Role } from '../../domain/access/role.ts';
import type { Authority, Blocked } from '../../domain/rollout/difficulty.ts';
import type { HandMilestone } from '../../domain/rollout/milestone.ts';
import type { TargetFigure } from '../../domain/rollout/target.ts';
import type { AuditAction, AuditDetails } from '../../domain/audit/action.ts';
import type { BoundaryShape } from '../map/draw-boundaries.ts';
import type { ItemResult, MessageAbout, MoveKind, MoveReason, OfferState } from '../../contract/desk.ts';
import type { FreezeChecks } from '../../contract/frozen-content.ts';
import type { ChangeReason, CheckId, FreezeAction } from '../../domain/press/freeze-state.ts';
import type { ReassignmentAbout, ReassignmentState } from '../../contract/reassignment.ts';
import type { Outcome, ProblemCode } from '../../contract/outcome.ts';

/**
 * Rows as Kysely sees them: camelCase by plugin, `timestamptz` as instants (ms), `date` as ISO days, `int8` as numbers.
 * The meaning of each column stands in the migrations.
 */
type Json<T> = ColumnType<T, string, string>;
/** `timestamptz`: read as ms since 1970, written as ISO text. */
type Time = ColumnType<Instant, string, string>;
type NullableTime = ColumnType<Instant | null, string | null | undefined, string | null>;

export type UnitKind = 'centre' | 'department' | 'commune';

export interface Tables {
	calendar: { id: string; name: string };
	calendarVersion: {
		calendarId: string;
		version: number;
		effectiveFrom: Time;
		rules: Json<CalendarRules>;
		note: string;
	};
	unit: {
		code: string;
		kind: UnitKind;
		name: string;
		nameEn: string;
		shortName: string;
		oneStop: string;
		calendarId: string;
		validFrom: string;
		validTo: string | null;
		successor: string | null;
		wave: number | null;
		goLiveOn: string | null;
		lat: number | null;
		lon: number | null;
		confidence: string;
	};
	procedure: {
		code: string;
		name: string;
		nameEn: string;
		field: string;
		level: 'province' | 'commune';
		competent: string | null;
		onlineLevel: 'full' | 'partial' | null;
		immediate: boolean;
		supplementRule: SupplementRule;
		validFrom: string;
		validTo: string | null;
		confidence: string;
	};
	procedureLimit: {
		procedureCode: string;
		validFrom: string;
		validTo: string | null;
		value: number;
		unit: LimitUnit;
		source: string;
		confidence: string;
	};
	official: {
		unitCode: string;
		name: string;
		title: string | null;
		activeFrom: string;
		activeTo: string | null;
	};
	feed: {
		id: string;
		name: string;
		simulated: Generated<boolean>;
		defaultUnit: string | null;
		createdAt: ColumnType<Instant, never, never>;
		silentAfterMinutes: Generated<number | null>;
	};
	feedSign: { feedId: string; lastRecordAt: Time };
	feedKey: {
		id: ColumnType<number, never, never>;
		feedId: string;
		hash: Buffer;
		label: string;
		createdAt: ColumnType<Instant, never, never>;
		revokedAt: NullableTime;
	};
	ledgerHead: { single: Generated<boolean>; version: number; derivedBy: Generated<number> };
	dossier: {
		code: string;
		version: number;
		feedId: string;
		procedure: string | null;
		field: string | null;
		channel: Channel | null;
		applicantKind: ApplicantKind | null;
		receiving: string | null;
		resolving: string | null;
		returning: string | null;
		crossBoundary: boolean;
		handler: string | null;
		status: Status;
		filedAt: NullableTime;
		acceptedAt: NullableTime;
		closedAt: NullableTime;
		returnedAt: NullableTime;
		dueAt: NullableTime;
		firstDueAt: NullableTime;
		timeliness: Timeliness | null;
		firstEventAt: Time;
		lastEventAt: Time;
		findings: FindingCode[];
		/** Generated from code and handler. */
		search: ColumnType<string, never, never>;
		state: Json<DossierState>;
		transferringSince: NullableTime;
		apologisedAt: NullableTime;
		unopenedSince: NullableTime;
		firstArrivedAt: Time;
		lastArrivedAt: Time;
		endArrivedAt: NullableTime;
	};
	applicant: {
		dossierCode: string;
		name: string | null;
		identityNumber: string | null;
		phone: string | null;
		email: string | null;
		address: string | null;
		recordedAt: ColumnType<Instant, never, never>;
	};
	event: {
		dossierCode: string;
		key: string;
		type: EventType;
		at: Time;
		arrivedAt: Time;
		feedId: string;
		version: number;
		body: Json<Record<string, unknown>>;
	};
	ledgerChange: {
		version: number;
		dossierCode: string;
		type: EventType;
		at: Time;
		before: Json<Dossier | null>;
		after: Json<Dossier>;
		writtenAt: ColumnType<Instant, never, never>;
	};
	inboundBatch: {
		id: ColumnType<number, never, never>;
		feedId: string;
		arrivedAt: Time;
		body: ColumnType<unknown, string, null>;
		judgedAt: NullableTime;
	};
	inboundRecord: {
		batchId: number;
		position: number;
		feedId: string;
		arrivedAt: Time;
		dossierCode: string | null;
		payload: Json<unknown>;
		outcome: Outcome;
		problem: ProblemCode | null;
		field: string | null;
		detail: string | null;
		version: number | null;
		replayedAt: NullableTime;
	};
	inboundPersonal: { batchId: number; position: number; fields: Json<unknown> };
	'auth.secret': { single: Generated<boolean>; value: string };
	'auth.user': {
		id: string;
		name: string;
		email: string;
		createdAt: ColumnType<Instant, never, never>;
		twoFactorEnabled: Generated<boolean>;
		isDemo: Generated<boolean>;
		mustChangePassword: Generated<boolean>;
		disabledAt: NullableTime;
		/** Null: Vietnamese. */
		locale: 'vi' | 'en' | null;
	};
	'auth.session': {
		id: string;
		expiresAt: Time;
		token: string;
		createdAt: ColumnType<Instant, string | undefined, never>;
		updatedAt: ColumnType<Instant, string | undefined, string>;
		ipAddress: string | null;
		userAgent: string | null;
		userId: string;
	};
	'auth.account': {
		id: string;
		accountId: string;
		providerId: string;
		userId: string;
		password: string | null;
		updatedAt: ColumnType<Instant, never, string>;
	};
	'auth.twoFactor': { id: string; userId: string; verified: boolean | null };
	'auth.verification': { id: string; identifier: string; value: string; expiresAt: Time };
	'auth.brake': { key: Buffer; tries: number; lastAt: Time; blockedUntil: Time };
	accountGrant: {
		id: ColumnType<number, never, never>;
		accountId: string;
		role: Role;
		unit: string | null;
		handler: string | null;
		fromDay: string;
		toDay: string | null;
		standInFor: string | null;
		givenBy: string | null;
		givenAt: ColumnType<Instant, never, never>;
		withdrawnAt: NullableTime;
	};
	readerKey: {
		id: ColumnType<number, never, never>;
		accountId: string;
		hash: Buffer;
		label: string;
		createdAt: ColumnType<Instant, never, never>;
		revokedAt: NullableTime;
	};
	accessHead: { single: Generated<boolean>; version: number };
	auditEntry: {
		seq: number;
		at: Time;
		actorId: string | null;
		actor: string | null;
		action: AuditAction;
		target: string | null;
		details: Json<AuditDetails>;
		previous: Buffer;
		hash: Buffer;
	};
	auditHead: { single: Generated<boolean>; seq: number; hash: Buffer };
	officialCapacity: {
		unitCode: string;
		official: string;
		share: number;
		pattern: number[];
		setBy: string;
		setAt: Time;
	};
	officialSkill: { unitCode: string; official: string; procedures: string[]; setBy: string; setAt: Time };
	officialAbsence: {
		id: ColumnType<number, never, never>;
		unitCode: string;
		official: string;
		fromDay: string;
		toDay: string;
		standIn: string | null;
		setBy: string;
		setAt: Time;
		cancelledBy: string | null;
		cancelledAt: NullableTime;
	};
	procedureEffort: {
		id: ColumnType<number, never, never>;
		unitCode: string;
		procedure: string;
		fromDay: string;
		minutes: number | null;
		reason: string;
		setBy: string;
		setAt: Time;
	};
	doNotMove: {
		id: ColumnType<number, never, never>;
		dossierCode: string;
		reason: string;
		setBy: string;
		setAt: Time;
		liftedBy: string | null;
		liftedAt: NullableTime;
	};
	move: {
		id: Generated<string>;
		accountId: string;
		key: string;
		fingerprint: string;
		byName: string;
		at: Time;
		kind: MoveKind;
		toUnit: string | null;
		toOfficial: string | null;
		reasonCode: MoveReason;
		reasonText: string;
		undoUntil: Time;
	};
	moveItem: {
		moveId: string;
		position: number;
		dossierCode: string;
		versionSeen: number;
		fromUnit: string | null;
		fromHandler: string | null;
		toUnit: string | null;
		toHandler: string | null;
		versionBefore: number | null;
		versionAfter: number | null;
		result: ItemResult | null;
		undoneAt: NullableTime;
		undoneBy: string | null;
		undoneVersion: number | null;
	};
	offer: {
		moveId: string;
		toUnit: string;
		state: OfferState;
		reason: string | null;
		answeredBy: string | null;
		answeredAt: NullableTime;
	};
	message: {
		id: ColumnType<number, never, never>;
		accountId: string;
		moveId: string;
		about: MessageAbout;
		at: Time;
		got: number;
		gave: number;
		readAt: NullableTime;
		mailDueAt: NullableTime;
		mailAttempts: Generated<number>;
		mailedAt: NullableTime;
	};
	feedOutlet: { feedId: string; url: string | null; secret: Buffer | null; setAt: Time };
	reassignment: {
		seq: ColumnType<number, never, never>;
		id: Generated<string>;
		feedId: string;
		dossierCode: string;
		moveId: string;
		about: ReassignmentAbout;
		version: number;
		fromUnit: string | null;
		fromHandler: string | null;
		toUnit: string | null;
		toHandler: string | null;
		byName: string;
		reason: string;
		at: Time;
		state: Generated<ReassignmentState>;
		attempts: Generated<number>;
		firstTriedAt: NullableTime;
		nextAt: NullableTime;
		problem: string | null;
		deliveredAt: NullableTime;
		answeredAt: NullableTime;
		answerReason: string | null;
		rolledBack: boolean | null;
	};
	pressFreeze: {
		id: string;
		at: Time;
		content: string;
		hash: Buffer;
		checks: Json<FreezeChecks>;
		frozenBy: string;
		frozenByName: string;
		frozenAt: Time;
		replaces: string | null;
		replaceReason: ChangeReason | null;
	};
	pressFreezeStep: {
		freezeId: string;
		kind: FreezeAction;
		seq: number;
		byId: string;
		byName: string;
		at: Time;
		checks: CheckId[] | null;
		publicFrom: NullableTime;
		reason: ChangeReason | null;
		replacedBy: string | null;
	};
	rolloutPlan: {
		id: ColumnType<number, never, never>;
		at: Time;
		byName: string | null;
		source: string;
	};
	rolloutPlanUnit: { planId: number; unit: string; wave: number; goLiveOn: string };
	rolloutTick: {
		id: ColumnType<number, never, never>;
		unit: string;
		milestone: HandMilestone;
		onDay: string | null;
		accountId: string;
		byName: string;
		at: Time;
	};
	rolloutTarget: {
		id: ColumnType<number, never, never>;
		unit: string;
		figure: TargetFigure;
		value: number | null;
		startedAt: number | null;
		dueOn: string | null;
		accountId: string;
		byName: string;
		at: Time;
	};
	difficulty: { id: ColumnType<number, never, never>; unit: string | null };
	difficultyVersion: {
		difficultyId: number;
		version: number;
		what: string;
		since: string;
		blocks: Blocked | null;
		responsible: string;
		deadline: string;
		authority: Authority;
		result: string;
		isClosed: boolean;
		accountId: string;
		byName: string;
		at: Time;
	};
	travelAssumption: {
		id: ColumnType<number, never, never>;
		fromDay: string;
		roadFactor: number;
		speedKmh: number;
		moneyPerKm: number | null;
		centreLat: number | null;
		centreLon: number | null;
		reason: string;
		setBy: string;
		setAt: Time;
	};
	unitName: { unitCode: string; name: string; nameEn: string; shortName: string; validTo: string };
	boundaries: {
		onlyOne: Generated<boolean>;
		digest: string;
		source: string;
		width: number;
		height: number;
		shapes: Json<readonly BoundaryShape[]>;
		importedAt: Time;
	};
}
