/** What somebody may do; each right holds within a scope. */
export const RIGHTS = [
	/** See figures, lists and dossiers, without the applicant. */
	'view',
	'view-applicant',
	'export',
	/** Move work among the officials of one's unit, and offer it to another. */
	'assign-within',
	'assign-across',
	/** Move work to another unit without its consent. */
	'direct',
	/** Keep milestones, targets and difficulties of the rollout. */
	'keep-rollout',
	'freeze',
	'sign-off',
	'publish',
	'audit',
	'administer'
] as const;
export type Right = (typeof RIGHTS)[number];

export const ROLES = [
	'leader',
	'department-head',
	'commune-head',
	'official',
	'presenter',
	'auditor',
	'administrator',
	'wall'
] as const;
export type Role = (typeof ROLES)[number];

/** The rights of each role, as data. A feed is not among them: it only sends, by its key. */
export const RIGHTS_OF: Readonly<Record<Role, readonly Right[]>> = {
	leader: ['view', 'export', 'assign-across', 'direct', 'keep-rollout', 'freeze', 'sign-off', 'publish'],
	'department-head': ['view', 'view-applicant', 'export', 'assign-within', 'keep-rollout'],
	'commune-head': ['view', 'view-applicant', 'export', 'assign-within', 'keep-rollout'],
	official: ['view', 'view-applicant'],
	presenter: ['view', 'freeze', 'publish'],
	auditor: ['view', 'view-applicant', 'export', 'audit'],
	administrator: ['view', 'administer'],
	wall: ['view']
};

/** What a role is given for: the province, one unit, or one official of a unit. */
export const REACH_OF: Readonly<Record<Role, 'province' | 'unit' | 'hand' | 'any'>> = {
	leader: 'province',
	'department-head': 'unit',
	'commune-head': 'unit',
	official: 'hand',
	presenter: 'province',
	auditor: 'any',
	administrator: 'province',
	wall: 'any'
};
