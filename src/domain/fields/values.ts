/**
 * Fields of one's own: what a company wants to know of every customer, organisation or case beyond what Kept knows. A
 * definition says what kind of value is taken; this file decides whether one fits, and writes it the one way it is kept.
 */
export const fieldKinds = ['text', 'number', 'date', 'choice', 'choices', 'yes-no', 'link'] as const;
export type FieldKind = (typeof fieldKinds)[number];

export const fieldOwners = ['customer', 'organisation', 'case'] as const;
export type FieldOwner = (typeof fieldOwners)[number];

export type FieldValue = string | number | boolean | string[];
export type FieldValues = Record<string, FieldValue>;

/** What is asked: `key` names the value for ever, `name` may be changed. */
export interface FieldDefinition {
  readonly key: string;
  readonly name: string;
  readonly kind: FieldKind;
  readonly choices: readonly string[];
  readonly required: boolean;
  readonly searchable: boolean;
  /** No longer asked for: values stay as they are and cannot be changed. */
  readonly retired: boolean;
}

/** Why a value does not fit; `field` is the key. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

const mostCharacters = 2000;

/**
 * Puts new values over the present ones. A value of null or '' takes the present one away. Required fields must be filled
 * in afterwards when `complete` is asked for (a form that is sent, a record made by hand); a partial change is only held to
 * not emptying a required field.
 * @returns the values to keep, or every problem at once
 */
export function checkValues(
  definitions: readonly FieldDefinition[],
  given: Readonly<Record<string, unknown>>,
  present: Readonly<FieldValues> = {},
  complete = false,
): { values: FieldValues; problems: FieldProblem[] } {
  const byKey = new Map(definitions.map((definition) => [definition.key, definition]));
  const values: FieldValues = { ...present };
  const problems: FieldProblem[] = [];
  for (const [key, value] of Object.entries(given)) {
    const definition = byKey.get(key);
    if (definition === undefined || definition.retired) {
      problems.push({ field: key, message: `There is no field "${key}".` });
    } else if (isEmpty(value)) {
      if (definition.required) problems.push({ field: key, message: `${definition.name} must be filled in.` });
      else delete values[key];
    } else {
      const checked = readValue(definition, value);
      if (checked.value === undefined) problems.push({ field: key, message: `${definition.name}: ${checked.message}` });
      else values[key] = checked.value;
    }
  }
  if (complete)
    for (const definition of definitions)
      if (
        definition.required &&
        !definition.retired &&
        values[definition.key] === undefined &&
        !(definition.key in given)
      )
        problems.push({ field: definition.key, message: `${definition.name} must be filled in.` });
  return { values, problems };
}

/** The values of searchable fields as words to be found by. */
export function wordsOfValues(definitions: readonly FieldDefinition[], values: Readonly<FieldValues>): string {
  return definitions
    .filter((definition) => definition.searchable)
    .flatMap((definition) => values[definition.key] ?? [])
    .filter((value) => typeof value !== 'boolean')
    .join(' ');
}

/** A key for a field made of its name: `Contract no.` is `contract_no`; `field` where nothing is left. */
export function keyOfName(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[_0-9]+|_+$/g, '')
    .slice(0, 34);
  const start = plain === '' ? 'field' : plain;
  for (let turn = 1; ; turn++) {
    const key = turn === 1 ? start : `${start}_${String(turn)}`;
    if (!taken.includes(key)) return key;
  }
}

type Reading = { value: FieldValue; message?: undefined } | { value?: undefined; message: string };

/** Reads one value as its definition wants it: also as text, as forms and tables give it. */
export function readValue(definition: Pick<FieldDefinition, 'kind' | 'choices'>, value: unknown): Reading {
  switch (definition.kind) {
    case 'text':
      return readText(value);
    case 'number':
      return readNumber(value);
    case 'date':
      return readDay(value);
    case 'yes-no':
      return readYesNo(value);
    case 'link':
      return readLink(value);
    case 'choice':
      return readChoice(definition.choices, value);
    case 'choices':
      return readChoices(definition.choices, value);
  }
}

function readText(value: unknown): Reading {
  if (typeof value !== 'string') return { message: 'it takes text.' };
  const text = value.trim();
  return text.length > mostCharacters
    ? { message: `it takes at most ${String(mostCharacters)} characters.` }
    : { value: text };
}

function readNumber(value: unknown): Reading {
  const number = typeof value === 'string' && /^\s*[+-]?\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number)
    ? { value: number }
    : { message: 'it takes a number, as in 12 or 12.5.' };
}

function readDay(value: unknown): Reading {
  const wrong = { message: 'it takes a day, as in 2026-03-31.' };
  const match = typeof value === 'string' ? /^(\d{4})-(\d\d)-(\d\d)$/.exec(value.trim()) : null;
  if (match === null) return wrong;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const read = new Date(Date.UTC(year, month - 1, day));
  return read.getUTCMonth() === month - 1 && read.getUTCDate() === day && year > 0 ? { value: match[0] } : wrong;
}

function readYesNo(value: unknown): Reading {
  if (typeof value === 'boolean') return { value };
  if (value === 'true' || value === 'yes') return { value: true };
  if (value === 'false' || value === 'no') return { value: false };
  return { message: 'it takes yes or no.' };
}

/** Only addresses of the web: `javascript:` and the like would run in a colleague's browser. */
function readLink(value: unknown): Reading {
  const text = typeof value === 'string' ? value.trim() : '';
  return /^https?:\/\/[^\s/?#@]+\.?[^\s]*$/i.test(text) && text.length <= mostCharacters
    ? { value: text }
    : { message: 'it takes an address that begins with https:// or http://.' };
}

function readChoice(choices: readonly string[], value: unknown): Reading {
  return typeof value === 'string' && choices.includes(value.trim())
    ? { value: value.trim() }
    : { message: `it takes one of ${choices.join(', ')}.` };
}

function readChoices(choices: readonly string[], value: unknown): Reading {
  const several = typeof value === 'string' ? value.split(',').map((one) => one.trim()) : value;
  return Array.isArray(several) && several.every((one) => typeof one === 'string' && choices.includes(one))
    ? { value: choices.filter((choice) => several.includes(choice)) }
    : { message: `it takes some of ${choices.join(', ')}.` };
}

function isEmpty(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.length === 0)
  );
}
