/**
 * What German promises of people and things: "unser Hausmeister repariert das Schloss übermorgen", "der Koffer wird heute
 * zugestellt", "der Wagen ist um vier fertig". Verbs are not listed: whose the subject is and whether the customer gains by
 * it decide, and a time must be said.
 */
import { quick, quickOf } from './quick-letters.ts';
import { anyOf, type PromisingClause, thirdParties } from './spoken-promise-grammar.ts';

/** Someone of ours; after "der", "die" and "ein" only those who are known by their trade. */
const trades =
  anyOf(`kolleg(?:e|in|en|innen), \\p{L}*team, \\p{L}*(?:abteilung|dienst|stelle|leitung|zentrale|buchhaltung|verwaltung|disposition|redaktion|rezeption|annahme|aufnahme|hilfe|vertretung|küche|praxis|werkstatt|labor|lager|büro|depot|filiale|hotline|support|service|vertrieb|einkauf|spedition|chef(?:in)?),
  \\p{L}*(?:techniker|monteur|mitarbeiter|fahrer|gärtner|maler|schreiner|tischler|elektriker|installateur|berater|betreuer|pfleger|lehrer|trainer|handwerker|mechaniker|hausmeister|sachbearbeiter|gutachter|sachverständige|apotheker|arzt|ärzt|schwester|koch|köch|bäcker|dachdecker|entwickler|ingenieur|bote|kurier|verkäufer|leiter|meister|putzer|reiniger|dolmetscher|übersetzer|architekt|optiker|friseur|klempner|schlosser|fliesenleger|planer|prüfer|makler|notar|steuerberater|redakteur|\\p{L}{2,}[^\\W\\d_]er)(?:s|in|e|innen)?`);
const subject = quickOf(
  `(?<![\\p{L}])(?:(?<our>(?:unser|mein|einer? unserer)(?:e[rsmn]?)?) (?:(?:neu|leitend|zuständig|nett|jung|lieb|erfahren|technisch|zweit|ganz|gesamt|eigen|best)e[rsnm]? )?(?<noun>[\\p{L}-]+)(?: (?:aus|im|in|von) (?:der |dem |unserem |unserer )?\\p{L}+)?(?:,? (?:frau|herr) [\\p{L}-]+,?)?|(?<trade>(?:der|die|das|eine?r?|jemand|ihre?|dein)(?: zuständige[rn]?)? ?(?:${trades})(?: (?:vom|aus der|aus dem|im|in der|von der) [\\p{L}]+)?|jemand (?:aus|von|vom)[\\p{L} ]{3,30}?)|(?<name>(?:frau|herr) \\p{L}[\\p{L}-]+))(?![\\p{L}])`,
  'giu',
);
/** Those whose deeds are the customer's or the world's own affair. */
const theirs = quickOf(
  `(?<![\\p{L}])(?:meine? (?:frau|mann|mutter|vater|eltern|sohn|tochter|partner(?:in)?)|(?:ihre?|deine?|seine?) (?:${anyOf(`vermieter(?:in)?, nachbar(?:n|in)?, anwalt, anwältin, bank, hausbank, frau, mann, partner(?:in)?, arzt, ärztin, versicherung, eltern, kinder, kind, sohn, tochter,
    chef(?:in)?, arbeitgeber, steuerberater, freund(?:in|e)?, gäste, mieter, kunden, lieferant, anbieter, provider, berater bei, kollege, kollegin, kollegen, verwalter, hausverwaltung`)}))(?![\\p{L}])`,
  'iu',
);
const noPeople = quick(
  /(?:winter|sommer|computer|drucker|zähler|fehler|kunden?|sender|zimmer|keller|koffer|wasser|teller|fenster|lager|theater|wetter|muster|nummer|kalender|ordner|stecker|schalter|händler|hersteller|anbieter|zusteller|vermieter|mieter|nachbarn?|käufer|nutzer|besucher|teilnehmer|mutter|vater|tochter|bruder|oktober|november|dezember|september|artikelnummer|feier|steuer|mauer|leiter \p{Ll})$/iu,
);
const person3 = quick(
  /^(?:,|\s)*(?:\p{Lu}\p{Ll}+ )?(?:sich |ihnen |sie |dir |dich |euch )?(?<verb>\p{Ll}{2,}t|wird|werden|\p{Ll}{3,}en)(?![\p{L}])/u,
);
const verbBefore = quick(
  /(?<![\p{L}])(?<verb>\p{L}{2,}t|wird|werden) (?:(?!und |oder |aber |dass )[\p{L}\d]+ ){0,3}$/iu,
);
const idle =
  /^(?:ist|hat|kann|muss|darf|soll|will|mag|sagt|meint|glaubt|denkt|findet|bittet|braucht|weiß|hofft|hofft|möchte|fragt|heißt|kostet|dauert|liegt|gilt|endet|steht|hält|arbeitet|empfiehlt|rät|bleibt|wünscht|dankt|grüßt|freut|schließt|öffnet|steigt|sinkt|macht zu|nicht|bestätigt|erhält|bekommt|hört|wartet|ermittelt)$/iu;
/** Passive and what becomes of a thing, with its participle or place at the end. */
const becomes = quick(
  /(?<![\p{L}])(?:wird|werden|wirst)(?![\p{L}])[^]*?(?<![\p{L}])(?:(?:\p{Ll}{0,9}ge\p{Ll}{2,}(?:t|en)|(?:be|er|ver|ent|zer|über|unter|wider)\p{Ll}{2,}(?:t|en)|\p{Ll}{2,}iert|fertig|bereit|da|dicht|online|wieder \p{Ll}+)(?: (?:sein|haben|werden))?)\s*[.!,)]*\s*$/iu,
);
const stands = quick(
  /(?<![\p{L}])(?:ist|sind|sollte|sollten|steht|stehen|liegt|liegen|läuft|laufen|funktioniert|funktionieren|geht|gehen|kommt|kommen|trifft|treffen|erfolgt|erfolgen|startet|beginnt|verlässt|verlassen|erreicht|erreichen|folgt|folgen|kriegt|bekommt|erhält)(?![\p{L}])/iu,
);
/** "…, die kommt heute Abend"; "bis Freitag ist Ihr Kranz gebunden". */
const owned = quick(/^[\s,]*(?:die|das|der) (?:kommt|folgt)(?![\p{L}])|(?<![\p{L}])(?:ist|sind) (?:ihre?|deine?) /iu);
const ended = quick(/(?<![\p{L}])(?:bis|spätestens)(?![\p{L}])|^[\s,]*(?:die|das|der) (?:kommt|folgt)(?![\p{L}])/iu);
/** Needs no more words than a time. */
const takesPlace = quick(/(?<![\p{L}])(?:erfolgt|erfolgen|folgt|folgen)(?![\p{L}])/iu);
const standsHow = quickOf(
  `(?<![\\p{L}])(?:${anyOf(`fertig, bereit, da, dicht, online, live, offen, frei, erledigt, abgeschlossen, behoben, gelöst, repariert, geliefert, montiert, eingebaut, eingeplant, vor ort, bei ihnen, bei dir, bei euch, zu ihnen,
    an sie, an ihnen, vor, ein, raus, zurück, in die post, auf den weg, auf ihrem konto, im briefkasten, in ihrem (?:postfach|briefkasten|haus), am (?:schalter|empfang), in der filiale, unser (?:lager|haus|werk),
    sie erreicht, erreicht sie, wieder, mit der post, per (?:mail|e-mail|post|kurier|sms|bote[n]?), in den versand, in die zustellung, terminiert, angesetzt, vorgesehen, geplant, gebucht, durch (?:unsere[nr]?|einen|eine|den|die) \\p{L}+, zum abholen, abholbereit, startklar, einsatzbereit, verfügbar, los, ihnen, zu ihrer verfügung`)})(?![\\p{L}])`,
  'iu',
);
const ownThings = quick(
  /(?<![\p{L}])(?:ihre?[nrms]?|deine?[nrms]?|eure?|das|die|der|den|es|beides|alles|eine?|dies(?:e[rs]?)?|ihnen|dir|unsere?)(?![\p{L}])/iu,
);
const receives = quick(/(?<![\p{L}])(?:ihre?|deine?) \p{L}+ (?:bekommt|erhält|kriegt|bekommen|erhalten)(?![\p{L}])/iu);
/** What happens to the customer, or to everybody. */
const harmful = quick(
  /(?<![\p{L}])(?:abgebucht|belastet|berechnet|gesperrt|gekündigt|geschlossen|eingestellt|gemahnt|fällig|erhöht|gebeten|gefragt|aufgefordert|benötigt|gebraucht|erwartet|verlängert|zahlbar|regnen|schneien|gefallen|gewöhnen|freuen|begeistert|gedacht|gesagt|genannt|bekannt|wurden?|worden|war|waren|gewesen|bitte|muss|müssen|praxis zu|laden|geschäft|zug|flug|bus|preise?|abo|vertrag|kurs|wetter|sommer|winter|müllabfuhr|kind(?:er)?garten|öffnungszeiten|feiertag|leider|dass (?:sie|du|ihr)|wenn)(?![\p{L}])/iu,
);
const forYou = quick(
  /(?<![\p{L}])(?:ihnen|sie|dir|dich|euch|ihre?[nrms]?|deine?[nrms]?|(?:bei|zu|für|an) (?:sie|ihnen|dir|euch))(?![\p{L}])/iu,
);

/** Reads what others or things will do for the customer; a time or, for people of ours, a condition must go with it. */
export { theirs };

export function readEventGerman(clause: string): PromisingClause | null {
  return readSomebody(clause) ?? readThing(clause);
}

function readSomebody(clause: string): PromisingClause | null {
  for (const match of clause.matchAll(subject)) {
    const { our, noun = '', trade, name } = match.groups ?? {};
    if (
      theirs.test(match[0]) ||
      (our !== undefined &&
        /^(?:preise?|urlaub|\p{L}*verkauf|arbeitstag|laden|geschäft|büro|haus|öffnungszeiten|angebot|tarif|frau|mann)$/iu.test(
          noun,
        ))
    )
      continue;
    if (our === undefined && (thirdParties.test(match[0]) || noPeople.test(match[0]))) continue;
    const after = clause.slice(match.index + match[0].length);
    const verb =
      person3.exec(after)?.groups?.['verb'] ?? verbBefore.exec(clause.slice(0, match.index))?.groups?.['verb'] ?? '';
    if (verb === '' || idle.test(verb) || /(?<![\p{L}])ge\p{Ll}+t$/iu.test(verb)) continue;
    if (/^(?:wird|werden)$/iu.test(verb) && !/(?:en|ern|eln)\s*[.!,]*\s*$/iu.test(clause)) continue;
    const isOurs = our !== undefined || name !== undefined || /kolleg|team|abteilung/iu.test(trade ?? '');
    if (!isOurs && !forYou.test(clause.replace(trade ?? '', ''))) continue;
    return {
      ...event(our === undefined && trade !== undefined && /^jemand|^das/iu.test(trade) ? null : match[0]),
      needsTime: isOurs ? 'or-condition' : true,
    };
  }
  return null;
}

function readThing(clause: string): PromisingClause | null {
  if (receives.test(clause)) return event(null);
  if (harmful.test(clause) || (theirs.test(clause) && !becomes.test(clause))) return null;
  if (thirdParties.test(clause) && !/unsere?[rnms]? /iu.test(clause)) return null;
  if (becomes.test(clause) && ownThings.test(clause))
    return { ...event(null), needsTime: !/(?<![\p{L}])von (?:uns|mir)(?![\p{L}])/iu.test(clause) };
  if (takesPlace.test(clause) || (ended.test(clause) && owned.test(clause))) return event(null);
  if (stands.test(clause) && standsHow.test(clause) && ownThings.test(clause))
    return { ...event(null), needsTime: /(?<![\p{L}])wieder\s*[.!]*$/iu.test(clause) ? 'or-condition' : true };
  return null;
}

function event(name: string | null): PromisingClause {
  return { who: { kind: name === null ? 'we' : 'named', name }, strength: 'firm', from: 0, needsTime: true };
}
