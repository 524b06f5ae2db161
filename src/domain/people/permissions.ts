/**
 * Who may do what. A role is a named set of permissions; a route names the one permission it needs. Which *rows* a
 * person may see is decided elsewhere (a case of a private team does not exist for strangers); this file decides verbs.
 */
export const roles = ['owner', 'admin', 'manager', 'lead', 'agent', 'colleague'] as const;
export type Role = (typeof roles)[number];

/** What everybody on the staff may do without asking: know the word, live it, celebrate it, pass on what they hear. */
const colleague = [
  'charter.read',
  'people.read',
  'practice.take',
  'stories.read',
  'stories.write',
  'observations.write',
  'knowledge.read',
] as const;

/** What serving customers needs. */
const agent = [
  'customers.read',
  'customers.write',
  'cases.read',
  'cases.write',
  'promises.read',
  'promises.write',
  'journeys.read',
  'voice.read',
  'recoveries.write',
  'knowledge.write',
  'improvement.read',
  'measures.read',
] as const;

/** What leading a team adds: reorganising work, opening problems and improvements. */
const lead = ['cases.manage', 'improvement.write', 'charter.propose'] as const;

/** What managing the experience adds: the words, the policies, the questions asked, the decisions. */
const manager = [
  'charter.write',
  'policies.write',
  'journeys.write',
  'surveys.write',
  'improvement.decide',
  'reports.write',
  'procedures.write',
] as const;

/** What running the installation adds. */
const admin = [
  'people.manage',
  'settings.manage',
  'channels.manage',
  'keys.manage',
  'events.read',
  'data.export',
] as const;

const all = [...colleague, ...agent, ...lead, ...manager, ...admin] as const;
export type Permission = (typeof all)[number];

/** Every permission there is, in the order of the roles that first get it. */
export const permissions: readonly Permission[] = all;

const granted: Record<Role, ReadonlySet<Permission>> = {
  owner: new Set(all),
  admin: new Set(all),
  manager: new Set([...colleague, ...agent, ...lead, ...manager]),
  lead: new Set([...colleague, ...agent, ...lead]),
  agent: new Set([...colleague, ...agent]),
  colleague: new Set(colleague),
};

/** Whether a role holds a permission. */
export function mayRole(role: Role, permission: Permission): boolean {
  return granted[role].has(permission);
}

/** All permissions of a role, for the staff app to hide what would be refused. */
export function permissionsOf(role: Role): Permission[] {
  return all.filter((permission) => granted[role].has(permission));
}

/** A person may only hand out roles that are not above his own: an admin cannot make an owner. */
export function mayGrant(granter: Role, role: Role): boolean {
  return mayRole(granter, 'people.manage') && roles.indexOf(granter) <= roles.indexOf(role);
}
