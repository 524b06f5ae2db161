/** What is wrong with a rule before it is saved, each at its place, so that the editor shows it there. */
import { caseKinds, priorities } from '../cases/words.ts';
import { isGroup } from './deciding.ts';
import { listed, operatorsOf, ruleFieldOf, valueless } from './fields.ts';
import type { Condition, RuleAction, RuleDefinition } from './words.ts';

export interface Fault {
  /** `when.hours`, `if.conditions.0.value`, `actions.1.text`. */
  field: string;
  message: string;
}

const mostConditions = 30;
const mostActions = 20;

/** Every fault of a definition, in the order in which it is read; none when it may be saved. */
export function faultsOf(definition: RuleDefinition): Fault[] {
  return [...faultsOfWhen(definition), ...faultsOfIf(definition), ...faultsOfActions(definition)];
}

function faultsOfWhen({ when }: RuleDefinition): Fault[] {
  if (when.event !== undefined && when.since !== undefined)
    return [{ field: 'when.event', message: 'Choose an event or a time, not both.' }];
  if (when.event !== undefined) return [];
  if (when.since === undefined) return [{ field: 'when.event', message: 'Say when the rule looks at a case.' }];
  return when.hours !== undefined && when.hours > 0 && when.hours <= 8760
    ? []
    : [{ field: 'when.hours', message: 'Say after how many hours: more than 0, at most 8760.' }];
}

function faultsOfIf(definition: RuleDefinition): Fault[] {
  const faults: Fault[] = [];
  let count = 0;
  definition.if.conditions.forEach((one, place) => {
    const entries = isGroup(one)
      ? one.conditions.map((inner, at) => [inner, `if.conditions.${place}.conditions.${at}`] as const)
      : [[one, `if.conditions.${place}`] as const];
    if (entries.length === 0)
      faults.push({ field: `if.conditions.${place}`, message: 'This group has no conditions.' });
    for (const [condition, path] of entries) faults.push(...faultsOfCondition(condition, path, definition));
    count += entries.length;
  });
  if (count > mostConditions) faults.push({ field: 'if', message: `At most ${mostConditions} conditions.` });
  return faults;
}

function faultsOfCondition(condition: Condition, path: string, { when }: RuleDefinition): Fault[] {
  const field = ruleFieldOf(condition.field);
  if (field === undefined)
    return [{ field: `${path}.field`, message: `There is no “${condition.field}” to ask about.` }];
  if (!operatorsOf(field).includes(condition.op))
    return [{ field: `${path}.op`, message: `“${condition.field}” cannot be asked with “${condition.op}”.` }];
  if (condition.op.startsWith('changed') && when.event !== undefined && when.event !== 'changed')
    return [{ field: `${path}.op`, message: 'Only a rule on “a case was changed” knows what was before.' }];
  if (condition.op.startsWith('changed') && when.since !== undefined)
    return [{ field: `${path}.op`, message: 'A rule by time does not know what was before.' }];
  if (valueless.has(condition.op)) return [];
  const values = Array.isArray(condition.value) ? condition.value : [condition.value];
  if (values.length === 0 || values.some((value) => value === undefined || value === ''))
    return [{ field: `${path}.value`, message: 'Say the value to compare with.' }];
  if (
    Array.isArray(condition.value) &&
    !listed.has(condition.op) &&
    !['has', 'has-not', 'contains', 'contains-not'].includes(condition.op)
  )
    return [{ field: `${path}.value`, message: 'One value is needed here, not several.' }];
  if (field.kind === 'number' && values.some((value) => !Number.isFinite(Number(value))))
    return [{ field: `${path}.value`, message: 'A number is needed here.' }];
  if (field.values !== undefined && values.some((value) => !field.values!.includes(String(value))))
    return [{ field: `${path}.value`, message: `Choose from: ${field.values.join(', ')}.` }];
  return [];
}

function faultsOfActions({ actions, when }: RuleDefinition): Fault[] {
  if (actions.length === 0) return [{ field: 'actions', message: 'Say what the rule does.' }];
  if (actions.length > mostActions) return [{ field: 'actions', message: `At most ${mostActions} things.` }];
  return actions.flatMap((action, place) => {
    const fault = faultOfAction(action, when.event);
    return fault === undefined ? [] : [{ field: `actions.${place}.${fault[0]}`, message: fault[1] }];
  });
}

const states = ['open', 'waiting'];

function faultOfAction(action: RuleAction, event: string | undefined): [string, string] | undefined {
  const says = (action.text ?? '').trim() !== '';
  switch (action.do) {
    case 'set':
      return faultOfSet(action);
    case 'tags':
      return (action.add ?? []).length + (action.remove ?? []).length > 0
        ? undefined
        : ['add', 'Name a tag to add or to remove.'];
    case 'team':
      return action.teamId === undefined ? ['teamId', 'Choose a team.'] : undefined;
    case 'assign':
      return action.userId === undefined ? ['userId', 'Choose a colleague, or nobody.'] : undefined;
    case 'snooze':
      return hoursFault(action, 24 * 365);
    case 'promise':
      return says ? hoursFault(action, 8760) : ['text', 'Say what is promised.'];
    case 'reply':
      if (event === 'replied') return ['do', 'A reply to a reply would never end.'];
      return says ? undefined : ['text', 'Write the words.'];
    case 'note':
      return says ? undefined : ['text', 'Write the words.'];
    case 'notify': {
      if (!says) return ['text', 'Write what they are told.'];
      const somebody = (action.userIds ?? []).length + (action.teamIds ?? []).length > 0 || action.assignee === true;
      return somebody ? undefined : ['userIds', 'Choose who is told.'];
    }
    case 'webhook':
      return /^[a-z][a-z0-9-]{0,39}$/.test(action.name ?? '')
        ? undefined
        : ['name', 'Name the call: small letters, digits and hyphens, beginning with a letter.'];
    default:
      return undefined;
  }
}

function faultOfSet({ field, value }: RuleAction): [string, string] | undefined {
  if (field === undefined) return ['field', 'Choose what is set.'];
  const choices: Record<string, readonly string[]> = { priority: priorities, kind: caseKinds, state: states };
  const allowed = choices[field];
  if (value === undefined || value.trim() === '') return ['value', 'Say the new value.'];
  return allowed !== undefined && !allowed.includes(value)
    ? ['value', `Choose from: ${allowed.join(', ')}.`]
    : undefined;
}

function hoursFault({ hours }: RuleAction, most: number): [string, string] | undefined {
  return hours !== undefined && hours > 0 && hours <= most
    ? undefined
    : ['hours', `Hours: more than 0, at most ${most}.`];
}
