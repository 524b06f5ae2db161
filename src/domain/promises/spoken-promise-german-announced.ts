/**
 * What is announced rather than said of oneself: "Nächster Zwischenstand um 14 Uhr", "Rückruf heute durch Herrn Blum", "Geld
 * zurück bis Freitag"; the time that is asked for ("Geben Sie mir bis Freitag Zeit"); an object put first ("Die Mahnung nehme
 * ich zurück"); and anybody of whom a deed for the customer is told at a time. Verbs are not listed: what is not named as
 * idle counts.
 */
import { quick, quickOf } from './quick-letters.ts';
import { anyOf, type PromisingClause, thirdParties } from './spoken-promise-grammar.ts';

const gift =
  anyOf(`\\p{L}*update, \\p{L}*antwort, \\p{L}*rückmeldung, \\p{L}*bescheid, \\p{L}*stand, \\p{L}*bericht, \\p{L}*analyse, \\p{L}*ergebnis(?:se)?, \\p{L}*befund(?:e)?, \\p{L}*entscheidung, \\p{L}*auswertung, \\p{L}*angebot, \\p{L}*rechnung,
  \\p{L}*gutschrift, \\p{L}*erstattung, \\p{L}*rückzahlung, geld zurück, geld, \\p{L}*ersatz(?:teil|gerät)?, \\p{L}*austausch, \\p{L}*reparatur, \\p{L}*behebung, \\p{L}*lösung, patch, fix, rollout, freischaltung, \\p{L}*rückruf, \\p{L}*anruf, \\p{L}*besuch,
  \\p{L}*lieferung, \\p{L}*liefertermin, \\p{L}*zustellung, \\p{L}*abholung, \\p{L}*montage, \\p{L}*einbau, \\p{L}*termin, \\p{L}*etikett, \\p{L}*link, \\p{L}*code, \\p{L}*gutschein, \\p{L}*vertrag, \\p{L}*kopie, \\p{L}*auszug, \\p{L}*bestätigung,
  \\p{L}*unterlagen, \\p{L}*zahlen, \\p{L}*entwurf, \\p{L}*muster, \\p{L}*teile?, \\p{L}*schlüssel, \\p{L}*karten?, \\p{L}*infos?, \\p{L}*informationen, \\p{L}*nachricht, \\p{L}*versand, \\p{L}*übergabe, \\p{L}*datei, pdf, \\p{L}*formulare?, \\p{L}*vorschlag, \\p{L}*plan,
  \\p{L}*fotos, \\p{L}*protokoll, \\p{L}*überweisung, \\p{L}*auszahlung, \\p{L}*techniker, \\p{L}*monteur, \\p{L}*mechaniker, \\p{L}*arbeiten, eta, zwischenmeldung, neuigkeiten, \\p{L}*schritt, \\p{L}*ausweis, \\p{L}*werte, \\p{L}*versuch, \\p{L}*meldung, \\p{L}*passwort, \\p{L}*zeugnis, \\p{L}*bestellung, \\p{L}*paket`);
const opener = `(?:(?!(?:für|zu|zum|zur|vom|beim|nach|vor|von|in|im|am|um|auf|an|bei|mit|aus|wegen|danke|kein|keine|nicht|bitte|ich|wir|sie|du|er|es|was|wann|warum|wie|wenn|falls|gültig|üblich\\p{L}*|normal\\p{L}*|letzte[rs]?|regulär\\p{L}*|übliche[rs]?|kostenlose[rs]?|standard\\p{L}*|laut)(?![\\p{L}]))[\\p{L}\\d'/-]+ )`;
const headed = quickOf(
  `^(?:${opener}{0,3}?(?:${gift}))(?<rest>(?:[,:–—-]| (?:bis|am|um|im|in|ab|heute|morgen|übermorgen|durch|von|per|gegen|vor|nach|für|zum|zur|an|noch|spätestens|mit|nächste[rsn]?|diese[rsn]?|kommende[rsn]?|(?:mon|diens|donners|frei|sams|sonn)tag\\p{L}*|mittwoch\\p{L}*|vereinbart|bestätigt|geplant|vorgesehen|zurück|fertig|bereit|innerhalb|binnen|ende|anfang|mitte|erst)(?![\\p{L}]))[^]*)$`,
  'iu',
);
/** A finite verb or a pronoun: then it is a sentence of its own and read elsewhere. */
const verb = quick(
  /(?<![\p{L}])(?:ich|wir|sie|du|er|man|ist|sind|war|waren|wurde|wurden|wird|werden|hat|haben|hatte|kann|können|muss|müssen|soll|sollen|darf|dürfen|könnte|würde|bitte|dauert|dauern|kostet|gilt|gelten|endet|fällig|gültig|läuft|fehlt|fehlen|nötig|erforderlich|benötigt|je|pro|jede[nrs]?|steht|liegt|beträgt|erfolgen|möglich|öffnet|bis zu \d+ ?%)(?![\p{L}])/iu,
);
/** "ist für Freitag eingeplant", "haben den Techniker für Freitag, 10 Uhr, eingeplant", "Rückruf vereinbart: Freitag". */
const settled = quick(
  /(?<![\p{L}])(?:eingeplant|einplanen|terminiert|angesetzt|vorgesehen|vereinbart|angesetzt|vorgemerkt|eingetragen|gebucht|reserviert|geplant|eingetaktet|angemeldet|bestellt für|festgelegt|notiert|geblockt)(?![\p{L}])/iu,
);
const asksTime = quick(
  /(?<![\p{L}])(?:(?:geben|lassen) sie (?:mir|uns)|gib (?:mir|uns)|gebt (?:mir|uns)|lass (?:mir|uns)|räumen sie (?:mir|uns)|gewähren sie (?:mir|uns)|gedulden sie sich)(?![\p{L}])[^]*/iu,
);
const asksOther =
  /(?:geben|gib|lassen|lass|gebt) (?:sie )?(?:mir|uns) (?:bitte )?(?:[^.]{0,30}(?:bescheid|rückmeldung|nachricht)|wissen|eine? (?:rückmeldung|hinweis|chance|anruf|info|kurze[sn]? (?:info|rückmeldung))|ihre|deine|die|den|das|zugang)|wissen/iu;
/** "Die Mahnung nehme ich zurück": the object stands first, so what is said is what is done with it. */
const objectFirst = quick(
  /^(?:und |aber |dann |also |außerdem )?(?:den|die|das|diese[nrs]?|ihre?[nm]?|deine?[nm]?|eine?[nms]?|alle|beide[sn]?|solche[ns]?|sämtliche)(?:(?! (?:dass|weil|wenn|ob|wie|was) )[^,;:.!?]){2,60}? (?<verb>\p{Ll}{3,}(?:e|en|ern|eln)) (?:\p{L}+ ){0,2}?(?<who>ich|wir)(?![\p{L}])(?<rest>[^]*)/iu,
);
const idle = quickOf(
  `^(?:${anyOf(`find, seh, kenn, versteh, brauch, benötig, hab, hatt, war, bin, sind, weiß, wiss, lieb, mag, mög, hass, vermiss, bedauer, bezweifl, glaub, denk, mein, hör, les, such, erwart, wünsch, hoff, fürcht, bitt, kann, könn, muss, müss, soll, darf, dürf,
    woll, möcht, würd, werd, teil(?:e|en) (?:ich|wir) nicht, empfehl, empfind, betracht, bekomm, erhalt, erhielt, bemerk, merk, ahn, schätz, begrüß, besitz, führ, verkauf, biet, akzeptier, lehn, kost, versuch, berechn, erheb, verlang, schließ(?:e|en) (?:ich|wir), speicher, verarbeit, nutz, verwend, speich, erheb, behalt, frag, vermut`)})`,
  'iu',
);
const past = /te$|ten$|(?:kam|ging|rief|schrieb|gab|nahm|sprach|fuhr|hielt|ließ|fand|stand|trug|brachte)(?:en)?$/iu;
const stemOnT =
  /(?:antwort|arbeit|bericht|erstatt|leit|richt|halt|biet|leist|rett|schalt|walt|stalt|tret|rat|reit|test|start|miet|breit|acht|schneid|kett|last|rüst|haft|spalt|ordn|deut)(?:e|en)$/iu;
/** "Die Kosten tragen selbstverständlich wir": the one who does it stands last. */
const doerLast = quick(
  /^[^,;:.!?]{4,60} (?:übernehm|trag|zahl|bezahl|erledig|mach|organisier|hol|bring|kümmer)e?n? (?:\p{L}+ ){0,2}?(?:ich|wir)\s*[.!]*$/iu,
);
/** What is ours to pay. */
const onUs = quick(
  /(?<![\p{L}])(?:geht|gehen) (?:\p{L}+ ){0,4}?(?:auf uns|aufs haus|auf unsere (?:kosten|rechnung|kappe))(?![\p{L}])/iu,
);
/** "misst unser Glaser", "setzt sich einer von uns", "ist jemand bei Ihnen": the deed before the one who does it. */
const deedBefore = quick(
  /(?:^|[,:;] ?| )(?<verb>\p{Ll}{2,}t)(?: sich| Sie| Ihnen| dir| dich)? (?:jemand|eine?r von uns|[Uu]nsere?r?|[Mm]eine?r?|ein(?:e|er)? \p{Lu}\p{Ll}+|(?:der|die|das) (?:\p{Ll}+ )?\p{Lu}\p{Ll}*(?:er|erin|eur|eurin|ist|istin|arzt|ärztin|team|dienst|kurier|notar|koch|chef|chefin|manager)(?![\p{L}])|Frau|Herr|(?!(?:Sie|Ihnen|Ihr|Ihre|Ihren|Ihrem|Ihrer|Ich|Wir|Uhr|Es|Der|Die|Das|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|Ende|Anfang|Mitte) )\p{Lu}\p{Ll}+ (?=[^,]*(?:vorbei|zurück|an|raus|mit|um|ein|auf|Ihnen|Sie|dir)(?![\p{L}])))/u,
);
const idleDeed =
  /^(?:hat|wird|muss|kann|soll|darf|will|mag|gilt|endet|kostet|dauert|braucht|sagt|meint|öffnet|schließt|steigt|sinkt|beginnt|startet|wartet|fehlt|stimmt|gehört|heißt|gefällt|passt|reicht|scheint|bleibt|weiß|findet|sieht|hört|streikt|nicht|jetzt|seit|mit|gut|erst|selbst|sonst|fast|zuletzt|gibt|recht|statt|damit|somit|bereit)$/iu;
/** "Bis Tagesende haben wir Neuigkeiten für Sie". */
const inHand = quick(
  /(?<![\p{L}])(?:bis|spätestens)(?![\p{L}])[^,;]*(?<![\p{L}])(?:haben wir|habe ich|wir haben|ich habe)(?![\p{L}])[^,;]*(?:für (?:sie|dich|euch)|fertig|geklärt|gelöst|erledigt|parat)/iu,
);
const isThere = quick(
  /(?<![\p{L}])(?:ist|sind|steht|stehen) (?:dann )?(?:jemand|eine?r von uns|unsere?r? \p{L}+|ein(?:e|er)? \p{L}+|wer) (?:\p{L}+ )?(?:bei (?:ihnen|dir|euch)|vor (?:ort|ihrer)|da)(?![\p{L}])/iu,
);
const handing = quick(
  /(?<![\p{L}])(?:die|ihre|unsere) \p{L}*(?:übergabe|abholung|lieferung|montage|reparatur|installation|freischaltung|auszahlung|zustellung|behebung) (?:ist|wäre|findet|passiert)(?![\p{L}])/iu,
);
const intending = quick(/(?<![\p{L}])(?:haben wir|wir haben|habe ich|ich habe) (?:fest )?vor(?:,|$| )/iu);
/** "Bis Freitag sollten wir die Ergebnisse haben", "sollte am Freitag ankommen". */
export const expected = quick(
  /(?<![\p{L}])(?:(?:sollten|müssten) wir(?![\p{L}])[^]*(?:haben|wissen|sagen können|fertig (?:sein|werden)|liefern|schaffen)|(?:sollte|müsste)n?(?![\p{L}])[^]*(?:ankommen|da sein|bei ihnen sein|eintreffen|fertig sein|wieder (?:laufen|gehen|funktionieren)))\s*[.!]*$/iu,
);
/** "Bis Donnerstag bekommen wir das hin", "das kann ich Ihnen bis morgen erledigen". */
const ableBy = quick(
  /(?<![\p{L}])(?:kann ich|können wir|ich kann|wir können)(?![\p{L}])(?=[^]*(?:zusagen|versprechen|(?<![\p{L}])(?:bis|spätestens|innerhalb|binnen)(?![\p{L}])|ihnen (?:dann )?(?:mehr|genaueres|näheres|bescheid|eine? \p{L}+) (?:sagen|mitteilen|geben|nennen)))/iu,
);
/** Anybody of the third person with a deed in the present: "Das Bauamt schickt jemanden vorbei". */
const person3 = quick(
  /^(?:\p{L}+[:,] )?(?<who>(?:(?:[Dd](?:er|ie|as)|[Ee]ine?r?|[Uu]nsere?|[Mm]eine?|[Zz]wei|[Dd]rei|[Bb]eide|[Jj]emand|[Ff]rau|[Hh]err)(?: [\p{L}\d-]+){1,4}?|(?!Sie |Ich |Wir |Du |Ihr |Es |Bitte |Danke |Man |Was |Wer |Wie |Wo |Wann |Wenn |Dann |Da |Hier |Heute |Morgen |Damit |Das )\p{Lu}\p{Ll}+|\p{Lu}\p{Ll}+ (?:aus|von|vom) (?:der |dem |unserem |unserer )?\p{Lu}\p{Ll}+|er|sie|Er)) (?<verb>(?!(?:ist|hat|wird|muss|kann|soll|darf|will|mag|gilt|läuft|endet|kostet|dauert|braucht|sagt|sagte|meint|öffnet|schließt|fährt|steigt|sinkt|beginnt|liegt|steht|wartet|fehlt|stimmt|hält|gehört|heißt|gefällt|passt|reicht|scheint|bleibt|bekommt|kriegt|erhält|nicht|geht|weiß|findet|sieht|hört|zahlt|verlängert|kommt)(?![\p{L}]))\p{Ll}{2,}(?:t|en))(?![\p{L}])(?<rest>[^]*)/u,
);
const theirs = quick(
  /(?<![\p{L}])(?:ihr(?:e[rnm]?)?|dein(?:e[rnm]?)?) (?:\p{L}+ )?(?:vermieter|nachbar|anwalt|bank|mann|frau|versicherung|arzt|chef|vertrag|abo|kollegin?|hausverwaltung|zug|flug)(?![\p{L}])|(?:bus|zug|flug|bahn|sonne|markt|museum|film|konzert|kurs|preise?|gegenseite|bank|hersteller|postbote|nachbar)(?![\p{L}])/iu,
);
const served = quick(
  /(?<![\p{L}])(?:ihnen|sie|dir|dich|euch|ihre?[nrms]?|deine?[nrms]?|jemanden?|vorbei|zurück|raus|los|den|die|das|es|wieder|mit|an|ein|auf|live|online)(?![\p{L}])/iu,
);
/** "Angebot kommt Montag", "Ersatz geht morgen raus": a thing of ours without its article. */
const comes = quickOf(
  `^(?:${opener}{0,2}?(?:${gift})) (?:kommt|kommen|geht|gehen|folgt|folgen|liegt|liegen|startet|erfolgt|steht|gibt's|gibt es|läuft)(?![\\p{L}])(?![^]*(?<![\\p{L}])(?:ab|aus|nicht|fällig|gültig|geschlossen|nötig)(?![\\p{L}])\\s*[.!]*$)`,
  'iu',
);
const thereIs = quickOf(
  `(?<![\\p{L}])(?:${gift})(?: dazu| dann)? (?:gibt's|gibt es|kriegst du|kriegen sie|bekommst du)(?![\\p{L}])|(?<![\\p{L}])(?:gibt's|gibt es) (?:von (?:uns|mir) )?[^,]*(?<![\\p{L}])(?:${gift})(?![\\p{L}])`,
  'iu',
);
const aiming = quick(/(?<![\p{L}])(?:mein|unser) (?:ziel|plan|vorhaben|anspruch) (?:ist|wäre|bleibt)(?![\p{L}])/iu);
/** "Voraussichtlich können wir am Dienstag liefern". */
const able = quick(
  /(?<![\p{L}])(?:kann ich|können wir|ich kann|wir können)(?![\p{L}])(?=[^]*(?:voraussichtlich|wahrscheinlich|bestimmt|sicher|dann|wieder|fertig|liefern|schicken|zusagen|abholen))/iu,
);
const sure = /voraussichtlich|wahrscheinlich/iu;
/** A first person whose verb stands before, after "dann" or another word: "dann weise ich die Zahlung an". */
const inverted = quick(
  /(?:^|[,:;–] ?|(?<![\p{L}])(?:und|aber|dann|danach|anschließend|dafür|bis dahin|gleich|deshalb|daher|zudem|davor) )(?<verb>\p{Ll}{2,}(?:e|en|ern|eln|\b)) (?<who>ich|wir)(?![\p{L}])(?<rest>[^]*)/iu,
);
/** "und leite sie weiter" with the first person in the clause before; "und bekommen eine Nachricht, sobald". */
const leftOut = quick(
  /^(?:und |dann |aber |danach )?(?<verb>(?!bitte|danke|heute|gerne|keine|alle|eine|ihre|meine|unsere|diese|seite|viele|beste|liebe|freundliche)\p{Ll}{3,}e) (?:sie|ihnen|dich|dir|euch|es|das|die|den|ihre?n?|mich|noch|dann|anschließend|danach|direkt)(?![\p{L}])/u,
);
const andReceive = quick(
  /(?<![\p{L}])(?:sie|du) [^,;.]{3,60} und (?:bekommen|erhalten|hören|bekommst|erhältst|kriegen|kriegst) (?!sie|wir)/iu,
);
/** "Bis Mittwoch ist Ihr alter Vertrag abgewickelt." */
const doneBy = quick(
  /(?<![\p{L}])(?:bis|spätestens)(?![\p{L}])[^,;]*(?<![\p{L}])(?:ist|sind|wird|werden)(?![\p{L}])[^,;]*(?<![\p{L}])(?!(?:geschlossen|geöffnet|besetzt|verhindert|verreist|ausgebucht|gesperrt|gebeten|verpflichtet|berechtigt|begrenzt|befristet|beschäftigt|berücksichtigt|verlängert|gestattet|erlaubt|gefragt)(?![\p{L}]))(?:\p{Ll}*ge\p{Ll}+(?:t|en)|(?:ver|be|er|zer|ent|über|unter|um)\p{Ll}+(?:t|en)|\p{Ll}+iert|fertig|bereit|da)(?: sein| haben)?\s*[.!]*$/iu,
);
/** The first person left out after "und": "und leite sie weiter", "und informieren Sie dann". */
const carriedOn = quick(
  /(?<![\p{L}])(?<who>ich|wir)(?![\p{L}])[^]*?(?:,| und|, und) (?<verb>\p{Ll}{3,}(?:e|en|ern|eln)) (?<rest>(?:sie|ihnen|dich|dir|euch|es|das|die|den|ihre?n?)(?![\p{L}])[^]*)/iu,
);
/** Past, unreal, told of somebody, or asked of the customer. */
const over = quick(
  /(?<![\p{L}])(?:war|waren|hatten?|hätten?|wären?|wurden?|mussten?|konnten?|wollten?|riefen|kamen|gingen|schrieben|meinte[n]?|sagte[n]?|bitte[n]? (?:\p{Ll}+ )?(?:sie|um)|bitten|danken|freuen|freue|danke|müssen sie|sie müssen|dass sie)(?![\p{L}])|(?<![\p{L}])(?:wir haben|haben wir|ich habe|habe ich)(?![\p{L}])[^]*(?<![\p{L}])(?!(?:eingeplant|terminiert|angesetzt|vorgesehen|vereinbart|vorgemerkt|eingetragen|gebucht|reserviert|eingetaktet|festgelegt|notiert|geblockt)(?![\p{L}]))\p{Ll}*(?:ge\p{Ll}+(?:t|en)|(?:ver|be|er|zer|ent)\p{Ll}+(?:t|en)|iert)(?![\p{L}])/iu,
);
/** "… und schickt es zurück": what the one named before does as well. */
const carriedOther = quick(
  /^(?:[Dd](?:er|ie|as)|[Uu]nsere?|[Mm]eine?|Frau|Herr|(?!Sie |Ihr|Wir |Ich |Es )\p{Lu}\p{Ll}+) [^,;]{3,80} und (?<verb>\p{Ll}{3,}t) (?:es|sie|ihnen|Ihnen|Sie|ihn|dir|dich|das|den|die)(?![\p{L}])/u,
);
const nothingElse = quick(/(?<![\p{L}])(?:nicht|kein\p{L}*|nie(?:mand\p{L}*)?|nichts|kaum|leider)(?![\p{L}])/iu);

/** Reads what the narrower forms did not. */
export function readAnnouncedGerman(clause: string): PromisingClause | null {
  if (clause.includes('?') || (thirdParties.test(clause) && !/unser/iu.test(clause))) return null;
  if (expected.test(clause)) return { ...promised('wir'), strength: 'weak' };
  if (intending.test(clause)) return { ...promised('wir'), strength: 'weak' };
  if (over.test(clause)) return null;
  const bare = clause
    .replace(
      /^(?:(?:und|aber|also|gut|ok(?:ay)?|ja|klar(?: doch)?|gerne?|super|prima|hallo|hi)(?: \p{Lu}\p{Ll}+)?[,:!–-]? )+/iu,
      '',
    )
    .replace(/^[\s,:–-]+/u, '');
  return (
    readAskedTime(clause) ??
    readHeaded(bare) ??
    readSettled(clause) ??
    readObjectFirst(bare) ??
    readFirstPerson(clause) ??
    readOther(bare)
  );
}

function readAskedTime(clause: string): PromisingClause | null {
  const match = asksTime.exec(clause);
  return match === null || asksOther.test(match[0]) ? null : promised('ich');
}

function readHeaded(bare: string): PromisingClause | null {
  if (comes.test(bare) || (thereIs.test(bare) && !nothingElse.test(bare))) return promised('wir');
  const tail = verb.test(bare) ? bare : (bare.split(/[:–—,] /u).at(-1) ?? bare);
  if (!(headed.test(bare) || headed.test(tail)) || verb.test(bare) || bare.split(/\s+/u).length > 16) return null;
  return promised('wir');
}

function readSettled(clause: string): PromisingClause | null {
  if (!settled.test(clause) || nothingElse.test(clause)) return null;
  if (
    /(?<![\p{L}])(?:sie (?:haben|hatten|sind)|haben sie|hatten sie|flug|zug|konzert|wurde[n]?)(?![\p{L}])/iu.test(
      clause,
    )
  )
    return null;
  return promised('wir');
}

/** An object put first: needs neither time nor condition. */
export function readObjectFirst(clause: string): PromisingClause | null {
  const bare = clause.replace(/^[\s,:–-]+/u, '');
  if (nothingElse.test(bare) || over.test(bare)) return null;
  if (doerLast.test(bare)) return { ...promised('wir'), needsTime: false };
  const match = objectFirst.exec(bare);
  if (match?.groups === undefined) return null;
  const { verb: said = '', who = 'ich', rest = '' } = match.groups;
  if (idle.test(said) || (past.test(said) && !stemOnT.test(said))) return null;
  if (/(?:ge\p{Ll}+(?:t|en)|\p{Ll}+iert)\s*[.!]*$/iu.test(rest)) return null;
  return { ...promised(who), needsTime: /^bestätig/iu.test(said) };
}

function readFirstPerson(clause: string): PromisingClause | null {
  if (aiming.test(clause)) return { ...promised('ich'), strength: 'weak' };
  if (able.test(clause) && sure.test(clause)) return { ...promised('wir'), strength: 'weak' };
  if (nothingElse.test(clause)) return null;
  if (onUs.test(clause)) return { ...promised('wir'), needsTime: false };
  if (doneBy.test(clause) || inHand.test(clause) || ableBy.test(clause) || isThere.test(clause) || handing.test(clause))
    return promised('wir');
  const before = deedBefore.exec(clause);
  if (before !== null && !idleDeed.test(before.groups?.['verb'] ?? '') && !theirs.test(clause) && served.test(clause))
    return { ...promised('wir'), needsTime: 'or-condition' };
  if (andReceive.test(clause)) return { ...promised('wir'), needsTime: 'or-condition' };
  const match = inverted.exec(clause) ?? carriedOn.exec(clause) ?? leftOut.exec(clause);
  if (match?.groups === undefined) return null;
  const { verb: said = '', who = 'ich' } = match.groups;
  if (idle.test(said) || (past.test(said) && !stemOnT.test(said))) return null;
  return { ...promised(who), needsTime: 'or-condition' };
}

function readOther(bare: string): PromisingClause | null {
  const carried = carriedOther.exec(bare);
  if (
    carried !== null &&
    !nothingElse.test(bare) &&
    !theirs.test(bare) &&
    !idleDeed.test(carried.groups?.['verb'] ?? '')
  )
    return promised('wir');
  const match = person3.exec(bare);
  if (match?.groups === undefined || nothingElse.test(bare)) return null;
  const { who = '', rest = '' } = match.groups;
  if (theirs.test(who) || !served.test(rest) || /(?<![\p{L}])(?:dass|ob|wurde|worden)(?![\p{L}])/iu.test(rest))
    return null;
  return promised('wir');
}

function promised(who: string): PromisingClause {
  return { who: { kind: who === 'ich' ? 'I' : 'we', name: null }, strength: 'firm', from: 0, needsTime: true };
}
