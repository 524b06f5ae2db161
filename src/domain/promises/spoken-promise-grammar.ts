/** What the grammars of promises have in common: a clause goes in, and what is promised in it comes out. */

/** Who promises: I, we, a colleague or team by name. */
export interface Promisor {
  readonly kind: 'I' | 'we' | 'named';
  readonly name: string | null;
}

/** A clause that promises something, before its time is read. `from` is where the promised action begins in the clause. */
export interface PromisingClause {
  readonly who: Promisor;
  readonly strength: 'firm' | 'weak';
  readonly from: number;
  /** Only with a time ahead is it a promise: "I'm sending it" may be said of something on its way. */
  readonly needsTime: boolean | 'or-condition';
}

export interface PromiseGrammar {
  /** Splits coordinated promises: the place where the second begins is matched. */
  readonly joint: RegExp;
  /** A clause with a condition of the customer's or of events; it ends before the main clause. */
  readonly conditions: readonly RegExp[];
  /** Words after a question that leave the promise standing: "…, okay?" */
  readonly tag: RegExp;
  readonly read: (clause: string) => PromisingClause | null;
  /** The promised action as a clause to read, from the clause without its time and condition. */
  readonly word: (clause: string, from: number) => string;
}

/** Alternatives of an expression from a list with commas between; a table of words stays readable over several lines. */
export function anyOf(list: string): string {
  return list
    .split(/,\s+/u)
    .map((word) => word.trim().replaceAll(/\s+/gu, ' '))
    .filter((word) => word !== '')
    .join('|');
}

/** Firms that carry, pay or supply for others: what they will do is not ours to promise. */
export const thirdParties =
  /\b(?:dhl|ups|fedex|hermes|dpd|gls|tnt|usps|royal mail|(?<!(?:per|in die|zur|mit der|in the|by|to the|into the|['’]s) )(?:deutsche )?post|correos|la poste|seur|mrw|couriers?|carriers?|postal service|delivery (?:driver|service|company)|banks?|provider|isp|manufacturers?|suppliers?|vendors?|apple|google|microsoft|amazon|aws|paypal|stripe|klarna|visa|mastercard|telekom|vodafone|insurance|insurer|landlord|authorities|customs|spediteur|spedition|kurier|zusteller|paketdienst|hersteller|lieferant(?:en)?|hausbank|zoll|versicherung|transporteur|fournisseur|fabricante|proveedor|banco|transportista|transportadora|fornecedor|banque)\b/iu;
