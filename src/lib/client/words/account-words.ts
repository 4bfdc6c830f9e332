import type { AccountProblem } from '$lib/contract/account-problem.ts';
import type { Role } from '$lib/domain/access/role.ts';
import type { AuditAction } from '$lib/domain/audit/action.ts';
import { m } from '$lib/paraglide/messages.js';

const ROLE_NAMES: Record<Role, () => string> = {
	leader: m.role_leader,
	'department-head': m.role_department_head,
	'commune-head': m.role_commune_head,
	official: m.role_official,
	presenter: m.role_presenter,
	auditor: m.role_auditor,
	administrator: m.role_administrator,
	wall: m.role_wall
};
export const roleName = (role: Role): string => ROLE_NAMES[role]();

const PROBLEMS: Record<AccountProblem, () => string> = {
	'no-name': m.account_problem_no_name,
	'bad-email': m.account_problem_bad_email,
	'email-taken': m.account_problem_email_taken,
	'no-such-account': m.account_problem_no_such_account,
	'demo-only': m.account_problem_demo_only,
	'last-administrator': m.account_problem_last_administrator,
	'bad-role': m.account_problem_bad_role,
	'role-without-unit': m.account_problem_role_without_unit,
	'role-with-unit': m.account_problem_role_with_unit,
	'unknown-unit': m.account_problem_unknown_unit,
	'wrong-kind-of-unit': m.account_problem_wrong_kind_of_unit,
	'no-handler': m.account_problem_no_handler,
	'bad-days': m.account_problem_bad_days,
	'given-already': m.account_problem_given_already,
	'no-such-grant': m.account_problem_no_such_grant,
	disabled: m.account_problem_disabled,
	'wrong-password': m.account_problem_wrong_password,
	'same-password': m.account_problem_same_password,
	'passwords-differ': m.account_problem_passwords_differ,
	'no-password': m.account_problem_no_password,
	'wrong-code': m.account_problem_wrong_code,
	'too-many-tries': m.account_problem_too_many_tries,
	'too-short': m.account_problem_too_short,
	'too-long': m.account_problem_too_long,
	'too-plain': m.account_problem_too_plain,
	'like-you': m.account_problem_like_you
};
export const accountProblem = (problem: AccountProblem): string => PROBLEMS[problem]();

const ACTIONS: Record<AuditAction, () => string> = {
	'signed-in': m.audit_action_signed_in,
	'sign-in-refused': m.audit_action_sign_in_refused,
	'signed-out': m.audit_action_signed_out,
	'signed-out-everywhere': m.audit_action_signed_out_everywhere,
	'password-changed': m.audit_action_password_changed,
	'password-reset': m.audit_action_password_reset,
	'second-factor-added': m.audit_action_second_factor_added,
	'second-factor-removed': m.audit_action_second_factor_removed,
	'account-created': m.audit_action_account_created,
	'account-disabled': m.audit_action_account_disabled,
	'account-enabled': m.audit_action_account_enabled,
	'grant-given': m.audit_action_grant_given,
	'grant-withdrawn': m.audit_action_grant_withdrawn,
	'reader-key-created': m.audit_action_reader_key_created,
	'reader-key-revoked': m.audit_action_reader_key_revoked,
	'applicant-viewed': m.audit_action_applicant_viewed,
	exported: m.audit_action_exported,
	'feed-saved': m.audit_action_feed_saved,
	'feed-key-created': m.audit_action_feed_key_created,
	'feed-key-revoked': m.audit_action_feed_key_revoked,
	'records-replayed': m.audit_action_records_replayed,
	'outlet-saved': m.audit_action_outlet_saved,
	'reassignment-resent': m.audit_action_reassignment_resent,
	'reassignment-refused': m.audit_action_reassignment_refused,
	moved: m.audit_action_moved,
	'moved-back': m.audit_action_moved_back,
	offered: m.audit_action_offered,
	'offer-answered': m.audit_action_offer_answered,
	'desk-changed': m.audit_action_desk_changed,
	frozen: m.audit_action_frozen,
	'signed-off': m.audit_action_signed_off,
	published: m.audit_action_published,
	corrected: m.press_audit_corrected,
	withdrawn: m.press_audit_withdrawn,
	'rollout-changed': m.audit_action_rollout_changed,
	'calendar-changed': m.audit_action_calendar_changed,
	'catalogue-changed': m.audit_action_catalogue_changed,
	'travel-changed': m.audit_action_travel_changed
};
export const auditActionName = (action: AuditAction): string => ACTIONS[action]();
