/** What a macro can do to a case, in the words of its actions. */
export const macroThings = [
  'state',
  'close',
  'priority',
  'kind',
  'add-tags',
  'remove-tags',
  'assign',
  'team',
  'snooze',
  'note',
  'promise',
  'follow',
] as const;

/** What becomes of the text of a macro: put into the answer, sent at once, or kept as a note. */
export const macroTextUses = ['insert', 'send', 'note'] as const;
export type MacroTextUse = (typeof macroTextUses)[number];

/** What may stand in a text, with the value that examples show. Nothing else is known: a text cannot reach further. */
export const placeholders = {
  'customer.name': 'Renate Vogel',
  'customer.firstName': 'Renate',
  'customer.email': 'renate@vogel.example',
  'organisation.name': 'Vogel & Sons',
  'case.number': '1042',
  'case.subject': 'Worktop cracked',
  'case.link': 'https://desk.example/my/1042',
  'agent.name': 'Tom Berger',
  'agent.firstName': 'Tom',
  'team.name': 'Service',
  'company.name': 'Kitchens North',
  'promise.what': 'new worktop',
  'promise.due': '3 April, 14:00',
} as const;
export type Placeholder = keyof typeof placeholders;
