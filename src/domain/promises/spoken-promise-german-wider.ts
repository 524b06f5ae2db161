/**
 * Further ways in which German speakers bind themselves. Any verb of the first person counts that neither thinks nor rests:
 * with a time ahead, or with something done for the other. Lists name what is left out.
 */
import { quick, quickOf } from './quick-letters.ts';
import { anyOf, type PromisingClause } from './spoken-promise-grammar.ts';

/** Words of honour; a time must go with them, but for those that say themselves that it will be done. */
const honour = quickOf(
  `(?<![\\p{L}])(?:${anyOf(`versprochen ist versprochen, (?:dafür|hierfür) (?:stehe|verbürge|bürge) (?:ich|wir), (?:ich|wir) (?:stehe|stehen) (?:\\p{L}+ ){0,3}im wort,
    sage(?:n)? (?:ich|wir) (?:ihnen|dir) (?:fest )?zu, (?:ich|wir) sichern? (?:ihnen|dir) zu, (?:ich|wir) verpflichten? (?:mich|uns), können sie (?:[^,]{0,40} )?rechnen,
    sie (?:können|dürfen) (?:\\p{L}+ |\\d+ ){0,5}?(?:damit |mit (?:\\p{L}+ ){0,4})?rechnen, sie (?:können|dürfen) sich (?:fest )?(?:auf (?:mich|uns)|darauf) verlassen,
    verlassen sie sich (?:auf (?:mich|uns)|darauf), (?:ist|wird) (?:von (?:mir|uns) )?(?:fest )?eingeplant, habe (?:ich )?mir (?:[^,]{0,20} )?(?:notiert|vorgemerkt|eingetragen),
    (?:ich|wir) (?:habe|haben) (?:[^,]{0,60} )?(?:veranlasst|vorgemerkt|geblockt|eingeplant|vorgenommen|beauftragt|gebeten|angewiesen|organisiert|eingetragen|reserviert|terminiert|notiert),
    darauf können sie (?:bauen|zählen|sich verlassen), (?:ich|wir) (?:verzichten?|erlassen?) (?:auf|ihnen|dir), sie sind (?:\\p{L}+ ){0,4}?(?:dran|an der reihe), peilen? (?:wir|ich) an, (?:wir|ich) peilen? an, wird (?:sofort |umgehend )?(?:gemacht|erledigt)`)})(?![\\p{L}])`,
  'iu',
);
const selfSaid = /gemacht|erledigt|verzicht|erlass/iu;

/** Stems of verbs that promise nothing: thinking, feeling, being, asking, telling what is. */
const idle = quickOf(
  `^(?:${anyOf(`glaub, denk(?!e an), mein, find(?:e|en)$, hoff, wünsch, freu, bedauer, versteh, begreif, weiß, wiss, kenn, brauch, benötig, bitt, dank, bedank, entschuldig, wart, erwart,
    woll, möcht, kann, könn, muss, müss, soll, darf, dürf, mag, mög, hab, hatt, bin, sind, war, wär, werd, würd, hätt, vermut, schätz, fürcht, befürcht, lieb, hass, bereu, vermiss,
    staun, wunder, erinner, heiß, wohn, leb, steh, sitz, lieg, hör, fühl, spür, empfehl, rat, bestätig, gratulier, seh, hab, scheu, weiger, lehn, verbitt, bedarf, besitz, gehör,
    zeig, erklär, erläuter, wünsch, biet, bekomm, krieg, erhalt(?!e ich), empfang, bevorzug, begrüß, gönn, merk, lern, les, erkenn, bemerk, vertrau, zweifel, überleg, frag(?:e|en) (?:mich|uns), nehm(?:e|en)? an, geh(?:e|en)? davon, schlag(?:e|en)? vor, biet,
    sag(?:e|en)? (?:mal|es|ja), teil(?:e|en)? (?:ihnen )?mit, weis(?:e|en)? darauf, mach(?:e|en)? (?:mir|uns) (?:sorgen|gedanken), schließ(?:e|en)?$, öffn, sprech(?:e|en)? (?:deutsch|englisch),
    verkauf, führ(?:e|en)? (?:keine|nur|auch), stimm, widersprech, gelt, kost, verlang, akzeptier, schulde, ahn, grüß, verbleib, hinweis`)})`,
  'iu',
);
/** Past of the strong verbs, as it stands beside "ich" and "wir". */
const past =
  /^(?:kam|ging|rief|schrieb|gab|nahm|sprach|war|fuhr|hielt|ließ|bekam|fand|sah|stand|verstand|trug|brachte|dachte|wusste|konnte|sollte|wollte|musste|durfte|mochte|hatte|wurde|lag|las|traf|verlor|bot|bat|zog|schloss|begann|tat|half|blieb|vergaß|erhielt|vereinbar(?=t)|versprach|lieh)(?:en|e|n)?$/iu;
const stemOnT =
  /(?:antwort|arbeit|bericht|erstatt|leit|richt|halt|biet|bitt|wart|leist|rett|schalt|walt|stalt|tret|rat|reit|test|start|miet|breit|achte?|licht|schneid|kett|last|rüst|fest|hefte?|haft|acht|spalt|tast|gist|ordn|steuert?|läut|deut|spät)(?:e|en)$/iu;
const beside = quick(
  /(?<![\p{L}])(?:(?<who>ich|wir) (?<verb>\p{Ll}+)|(?<verb2>\p{L}+) (?<who2>ich|wir))(?![\p{L}])(?<rest>[^]*)/giu,
);
const shortForms =
  /^(?:mach|schick|ruf|meld|stell|hol|geb|komm|schau|schreib|lass|bring|werd|sag|frag|prüf|klär|such|leg|setz|kümmer|bestell|buch|trag|nehm|fahr|pack|druck|check|mail|ping|schieb|änder|setz|les|guck|hak|koch|back|putz|räum|tausch|wechsel|liefer|reparier|stornier|reservier|bau|zahl|überweis|klingel)$/iu;
const noVerb = new Set(
  `wenn dann denn sondern oder und dass ob weil damit was wie wo als da warum die der das den dem eine einen keine meine ihre seine diese welche alle heute morgen gerne ohne vor
   sobald solange bevor nachdem falls wann gegen bin sind doch schon noch nur auch aber sowie indem seitdem sofern soweit können müssen sollen dürfen wollen möchten würden hätten wären
   könnten sollten müssten dürften haben hatten waren kann muss darf soll will mag leider bitte danke ende seite mitte woche stunde minute`.split(
    /\s+/u,
  ),
);
const forYou = quick(
  /(?<![\p{L}])(?:ihnen|dir|euch|für (?:sie|dich|euch|ihre?n?)|ihre?n?|sie|dich|kostenlos|kostenfrei|umgehend|sofort|gleich|im anschluss|direkt)(?![\p{L}])/iu,
);
const given = quick(/(?<![\p{L}])(?:ihnen|dir|euch|für (?:sie|dich|euch)|kostenlos|kostenfrei)(?![\p{L}])/iu);
const done = quick(
  /(?<![\p{L}])(?:anbei|hiermit|im anhang|beigefügt|in der anlage|soeben|gerade|bereits|schon|seit|gestern|derzeit|aktuell|momentan|zurzeit|noch immer)(?![\p{L}])/iu,
);
const subordinate = quick(
  /(?<![\p{L}])(?:dass|ob|weil|damit|was|wie|wo|wenn|als|da|warum|bis|bevor|nachdem|sobald|worüber|wofür|welche[rnsm]?|die|der|das) (?:\p{L}+ )?$/iu,
);
/** "und komme um zwölf vorbei", "meld mich morgen": the first person left out. */
const leftOut =
  /(?:^|, |(?:und|dann|aber|,) )(?<verb>(?:melde?|rufe?|schicke?|sende|gebe?|schaue?|prüfe?|kümmere?|kläre?|schreibe?|komme?|informiere?|sage?|bringe?|hole?|liefere?|erledige?|antworte|berichte|buche?|trage?|sorge?|bleibe|stelle?|setze|mache?|(?:berichten|melden|liefern|kommen|rufen|schicken|sagen|informieren|antworten|erstatten|zahlen|überweisen)(?! sie))) (?=mich|uns|sie|dich|ihnen|dir|euch|das|es|mir|dann|bescheid|den|die|um|am|bis|in|heute|morgen|gleich|nächste|spätestens|zurück|wieder|vorbei|dran|ihre)/iu;

/** Reads what the narrower forms did not. */
export function readWiderGerman(clause: string): PromisingClause | null {
  return readHonour(clause) ?? readBeside(clause) ?? readLeftOut(clause);
}

function readHonour(clause: string): PromisingClause | null {
  const match = honour.exec(clause);
  return match === null ? null : bound(/wir|uns/iu.test(match[0]) ? 'wir' : 'ich', !selfSaid.test(match[0]));
}

function readBeside(clause: string): PromisingClause | null {
  for (const match of clause.matchAll(beside)) {
    const { who, verb, who2, verb2, rest = '' } = match.groups ?? {};
    const before = clause.slice(0, match.index);
    const said = (verb ?? verb2 ?? '').toLowerCase();
    const person = (who ?? who2 ?? 'ich').toLowerCase();
    if (!isVerb(said, person) || past.test(said) || idle.test(`${said}${rest}`) || subordinate.test(before)) continue;
    if (/^(?:hab|bin|sind)/iu.test(said)) continue;
    const isForYou = forYou.test(rest) && !done.test(clause);
    return { ...bound(person, true), needsTime: isForYou ? (given.test(rest) ? false : 'or-condition') : true };
  }
  return null;
}

function isVerb(word: string, person: string): boolean {
  if (noVerb.has(word)) return false;
  if (person === 'wir')
    return /^\p{Ll}{2,}(?:en|ern|eln)$|^tun$/iu.test(word) && (!/ten$/iu.test(word) || stemOnT.test(word));
  return shortForms.test(word) || (/^\p{Ll}{2,}e$/iu.test(word) && (!/te$/iu.test(word) || stemOnT.test(word)));
}

function readLeftOut(clause: string): PromisingClause | null {
  const match = leftOut.exec(clause);
  if (match === null || clause.includes('?')) return null;
  return bound(/en$/iu.test(match.groups?.['verb'] ?? '') ? 'wir' : 'ich', true);
}

function bound(who: string, needsTime: boolean): PromisingClause {
  return { who: { kind: who === 'ich' ? 'I' : 'we', name: null }, strength: 'firm', from: 0, needsTime };
}
