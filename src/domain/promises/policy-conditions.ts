/** For which cases something is: a policy, a clock of one's own, an escalation protocol. Absent or empty means all. */

export interface Conditions {
  readonly priorities?: readonly string[];
  readonly kinds?: readonly string[];
  readonly channels?: readonly string[];
  readonly teamIds?: readonly string[];
  /** Fits when the case has one of them. */
  readonly tags?: readonly string[];
  readonly organisationIds?: readonly string[];
  readonly customerIds?: readonly string[];
  readonly vip?: boolean;
  /** What the customer bought in the last year, at least. */
  readonly valueFrom?: number;
}

/** A case as far as conditions ask. */
export interface Considered {
  readonly priority: string;
  readonly kind: string;
  readonly channel: string;
  readonly teamId: string | null;
  readonly tags: readonly string[];
  readonly customerId: string;
  /** Records of the same person that were merged into his: what was promised to them is promised to him. */
  readonly formerIds?: readonly string[];
  readonly organisationId: string | null;
  readonly vip: boolean;
  readonly value: number;
}

/** Whether every condition that is given fits. */
export function fitsConditions(conditions: Conditions, of: Considered): boolean {
  return (
    holds(conditions.priorities, of.priority) &&
    holds(conditions.kinds, of.kind) &&
    holds(conditions.channels, of.channel) &&
    holds(conditions.teamIds, of.teamId) &&
    [of.customerId, ...(of.formerIds ?? [])].some((id) => holds(conditions.customerIds, id)) &&
    holds(conditions.organisationIds, of.organisationId) &&
    (isOpen(conditions.tags) || of.tags.some((tag) => conditions.tags?.includes(tag))) &&
    (conditions.vip === undefined || conditions.vip === of.vip) &&
    (conditions.valueFrom === undefined || of.value >= conditions.valueFrom)
  );
}

function holds(allowed: readonly string[] | undefined, value: string | null): boolean {
  return isOpen(allowed) || (value !== null && allowed!.includes(value));
}

function isOpen(allowed: readonly string[] | undefined): boolean {
  return allowed === undefined || allowed.length === 0;
}
