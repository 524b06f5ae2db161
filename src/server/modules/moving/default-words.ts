import type { CaseChannel, CaseKind, CaseState, Priority } from '../../../domain/cases/words.ts';

/** What other desks call their states, in the languages they are set up in; the first that fits counts. */
const states: readonly (readonly [RegExp, CaseState | 'skip'])[] = [
  [/^(deleted|trash|spam|removed|merged \(deleted\))$/, 'skip'],
  [
    /(closed|solved|resolved|done|complete|archived|merged|geschlossen|gelöst|erledigt|cerrad|resuelt|fermé|résolu|fechad|resolvid)/,
    'closed',
  ],
  [
    /(pending close|pending reminder|pending|hold|wait|on-hold|warte|wartend|espera|attente|aguard|customer)/,
    'waiting',
  ],
  [/(^new$|neu|nuev|nouveau|novo|unassigned)/, 'new'],
];

/** The state of ours that a word of theirs means; open when nothing says otherwise. */
export function stateOf(word: string): CaseState | 'skip' {
  return states.find(([pattern]) => pattern.test(word.toLowerCase()))?.[1] ?? 'open';
}

/** The priority of ours that a word of theirs means. */
export function priorityOf(word: string): Priority {
  const low = word.toLowerCase();
  if (/(urgent|critical|emergency|blocker|dringend|urgente|^p1|kritisch|4 )/.test(low)) return 'urgent';
  if (/(high|hoch|alta|élevé|haute|^p2|3 )/.test(low)) return 'high';
  return /(low|niedrig|baja|basse|baixa|minor|^p4|^1 )/.test(low) ? 'low' : 'normal';
}

/** The kind of ours that a word of theirs means. */
export function kindOf(word: string): CaseKind {
  const low = word.toLowerCase();
  if (/(incident|problem|bug|störung|fehler|defect|incidencia)/.test(low)) return 'incident';
  if (/(complain|beschwerde|reklamation|queja|plainte|reclama)/.test(low)) return 'complaint';
  if (/(compliment|praise|lob|elogio)/.test(low)) return 'compliment';
  return /(request|task|feature|auftrag|anforderung|solicitud|demande|service)/.test(low) ? 'request' : 'question';
}

/** The channel of ours that a word of theirs means. */
export function channelOf(word: string | null): CaseChannel {
  const low = word?.toLowerCase() ?? 'mail';
  if (/(mail|^1$)/.test(low)) return 'mail';
  if (/(phone|voice|call|sms)/.test(low)) return 'phone';
  if (/(chat|messag|whatsapp|facebook|twitter|telegram|line|instagram)/.test(low)) return 'chat';
  if (/(form|widget|help_center|helpcenter)/.test(low)) return 'form';
  return /(web|portal)/.test(low) ? 'portal' : 'api';
}
