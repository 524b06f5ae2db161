/** How German promises: mostly in the present tense, with a time or with something done for the other. */
import { quick, quickOf } from './quick-letters.ts';
import { expected, readAnnouncedGerman, readObjectFirst } from './spoken-promise-german-announced.ts';
import { readEventGerman, theirs } from './spoken-promise-german-events.ts';
import { readWiderGerman } from './spoken-promise-german-wider.ts';
import { type PromiseGrammar, type PromisingClause, type Promisor, thirdParties } from './spoken-promise-grammar.ts';
import { unpromisedGerman } from './spoken-promise-policies.ts';

/** First-person verbs that do something for the customer; they promise even without a time. */
const serving =
  '(?:melden?|rufe?n?|schicken?|sende?n?|prüfen?|überprüfen?|kläre?n?|kümmere?n?|gebe?n?|schreiben?|antworte?n?|liefere?n?|leite?n?|informiere?n?|benachrichtige?n?|veranlasse?n?|erstatte?n?|überweisen?|überweise|reiche?n?|frage?n?|bestelle?n?|repariere?n?|tausche?n?|ersetze?n?|halte?n?|sorge?n?|verspreche?n?|übernehmen?|erledige?n?|organisiere?n?|vereinbare?n?|storniere?n?|untersuche?n?|sehe?n?|schaue?n?|schau|seh|frag|meld|ruf|schick|gucke?n?|hake?n?|bemühe?n?|versuche?n?|behebe?n?|korrigiere?n?|lasse?n?|maile?n?|teile?n?|mache?n?|mach|geb|schreib|stelle?n?|bringe?n?|hole?n?|komme?n?|komm|bereite?n?|erstelle?n?|lege?n?|fahre?n?|nehme?n?|sage?n?|garantiere?n?|bearbeite?n?|richte?n?|versende?n?|verschicke?n?|unterbreite?n?|spreche?n?|bespreche?n?|gehe?n?|lade?n?|spiele?n?|tue?n?|ergänze?n?|aktualisiere?n?|baue?n?|besuche?n?|starte?n?|buche?n?|schalte?n?|rollen?|rolle|setze?n?|besorge?n?|berichte?n?|treffe?n?|installiere?n?|montiere?n?|erkundige?n?|recherchiere?n?|forsche?n?|telefoniere?n?|haben?|habe|bin|sind|führe?n?|werfe?n?|lösen?|löse|schaffe?n?|buchen|reserviere?n?|rechnen?|räume?n?|zahlen?|ziehen|ziehe|streichen?|verlängere?n?|übergebe?n?|testen?|teste|drucken?|sichern?|sichere|ermitteln?|wechsel[ne]|tragen?|rede?n?|kopiere?n?|meldet|fülle?n?|kaufe?n?|leihe?n?|zeige?n?|gehn|erneuer[en]|öffnen?|aktiviere?n?|entsperre?n?|hinterlege?n?|beantworte?n?|arbeite?n?|schließe?n?|bekomme?n?|kriege?n?)';
/** Of these, what without a time (and without a "you") says more how things are than what will be done. */
const needsTimeVerb =
  /^(?:hab|bin|sind|gehe?|lade|spiel|tu|starte|bau|besuch|komm|fahr|nehm|sag|bring|hol|mach|arbeit|leg|setz|stell|führe|schalt|roll|liefer|verschick|versend|treff|bekomm|krieg|lös|schließ|buch|lass|bearbeit|sprech|repar|bestell|erstell|ergänz|install|montier|schau|seh|guck|frag|rechn|buch|zahl|zeig|trag|red|kauf|druck|test|fülle|öffn|räum|zieh|streich|werf|aktualis|richt|halte|schaff|telefon|antwort|schreib|schick|sende|send)/iu;
const forYou = quick(
  /(?<![\p{L}])(?:umgehend|sofort|los|gleich|im anschluss|natürlich|kostenlos|selbstverständlich|ihre?n?|ihnen|sie|dir|dich|euch|für (?:sie|dich|euch)|bescheid|nach(?=[\s.!,]*$))(?![\p{L}])/iu,
);

const werden = quick(/(?<![\p{L}])(?:(?<who>ich|wir) (?:werden?|werd)|(?:werden?|werd) (?<who2>ich|wir))(?![\p{L}])/iu);
const present = quickOf(
  `(?<![\\p{L}])(?:(?<who>ich|wir) (?<verb>${serving})|(?<verb2>${serving})(?:'|)? (?<who2>ich|wir))(?![\\p{L}])`,
  'iu',
);
const elliptic = quick(
  /(?:^|(?<![\p{L}])(?:und|dann|gut|ok|okay|ja|alles klar|klar|super|danke|gerne?|prima),? )(?<verb>melden(?= uns)|melde?|rufe?|schicke?|sende|gebe?|schaue?|prüfe|kümmere?|kläre|schreibe?|komme?)[ ](?:mich|uns|sie|dich|ihnen|dir|euch|das|es|mir|morgen|heute|am|gleich|dann|bescheid|gerne|den|die|bis|im|in|nächste|um|spätestens)(?![\p{L}])/iu,
);
const promiseNoun = quick(
  /(?<![\p{L}])(?:versprochen[:,]|mein wort|ich sage (?:es )?(?:ihnen|dir) (?:fest )?zu|(?:darauf|auf uns|auf mich) können sie sich verlassen|sie haben mein wort|wird erledigt|wird gemacht|ich bin dran|wir sind dran|ich verspreche|wir versprechen|verspreche ich|versprechen wir|ich garantiere|wir garantieren|ich sichere ihnen|wir sichern ihnen|wir sagen ihnen)(?![\p{L}])/iu,
);
const youGet = quick(
  /(?<![\p{L}])(?:(?:sie|du|ihr) (?<verb>erhalten|bekommen|hören|haben|erfahren|erhältst|bekommst|hörst|hast|kriegen|kriegst|werden)|(?<verb3>haste|kriegste|bekommste|hörste)|(?<verb2>erhalten|bekommen|hören|haben|erfahren|erhältst|bekommst|hörst|hast|kriegen|kriegst|werden) (?:sie|du|ihr))(?![\p{L}])/iu,
);
const passive = quick(
  /(?<![\p{L}])(?:wird|werden|ist|sind|geht|gehen|kommt|kommen|folgt|folgen|liegt|liegen|trifft|steht|läuft|erfolgt|erreicht)(?![\p{L}])/iu,
);
const passiveEnd = quick(
  /(?<![\p{L}])(?:versendet|verschickt|geliefert|zugestellt|erstattet|überwiesen|gutgeschrieben|repariert|behoben|gelöst|erledigt|bearbeitet|geprüft|ausgetauscht|ersetzt|korrigiert|freigeschaltet|installiert|zugeschickt|zugesandt|geschickt|fertig|bei ihnen|bei dir|bei euch|da|raus|rausgehen|online|verfügbar|abgeholt|eintreffen|ankommen|eingespielt|ausgeliefert|veröffentlicht|nachgeliefert|wiederhergestellt|storniert|auf ihrem konto|in ihrem postfach|zur verfügung|vor|aus dem haus|in die post|in den versand|zur post|ein|erfolgen|kontaktiert|angerufen|bereit|folgt|folgen)(?:\s|[.,!]|$)/iu,
);
const thing = quick(
  /(?<![\p{L}])(?:ihre?[nrms]?|deine?|eure?|das|die|der|den|es|beides|alles|eine?|dies(?:e[rs]?)?)(?![\p{L}])/iu,
);
const named = quick(
  /(?<![\p{L}])(?<name>(?:[Ff]rau|[Hh]err|[Kk]ollege|[Kk]ollegin) \p{Lu}[\p{L}-]+|(?:[Mm]eine?|[Uu]nsere?|[Dd]er|[Dd]ie|[Dd]as|[Ee]ine?r?) (?:\p{L}+ )?(?:[Kk]olleg(?:e|in|en|innen)|\p{L}*(?:[Tt]eam|[Aa]bteilung|[Tt]echniker(?:in)?|[Mm]onteur(?:in)?|[Mm]itarbeiter(?:in)?|[Bb]uchhaltung|[Ww]erkstatt|[Ll]ager|[Ss]upport|[Ss]ervice|[Vv]ertrieb|[Cc]hef(?:in)?|[Ll]eiter(?:in)?|[Ee]ntwickler(?:in)?|[Ee]ntwicklung|[Ff]achmann|[Aa]ußendienst|[Ii]nstallateur|[Ee]lektriker(?:in)?|[Dd]isposition|[Vv]ersand|[Bb]erater(?:in)?))(?: \p{Lu}[\p{L}-]+)?|\p{Lu}[\p{Ll}]+)(?: sich)? (?<verb>ruft|meldet|schickt|sendet|kommt|prüft|klärt|kümmert|gibt(?! es)|schreibt|antwortet|liefert|übernimmt|repariert|bringt|wird|werden|rufen|melden|schicken|kommen|holt|macht|erledigt|schaut|sieht|setzt|vereinbart|veranlasst|bearbeitet|behebt|tauscht|installiert|nimmt|hält|informiert|kontaktiert|überweist|spielt|baut|zahlt|erstattet|versendet|verschickt|lässt|fährt|stellt|bereitet|montiert|testet|korrigiert|beantwortet|besucht)(?![\p{L}])/u,
);
const namedAfter = quick(
  /(?<![\p{L}])(?<verb>ruft|meldet|schickt|sendet|kommt|prüft|kümmert|gibt|schreibt|wird|bringt|holt|liefert|repariert|tauscht|baut|überweist|erledigt|montiert|installiert|behebt|spielt) (?:sie |ihnen |sich |dich |dir |euch )?(?<name>(?:frau|herr|Frau|Herr) \p{Lu}[\p{L}-]+|(?:mein|meine|unser|unsere|der|die|das|ein|eine) (?:\p{L}+ )?(?:[Kk]olleg(?:e|in)|\p{L}*(?:[Tt]eam|[Aa]bteilung|[Tt]echniker(?:in)?|[Mm]onteur(?:in)?|[Mm]itarbeiter(?:in)?|[Bb]uchhaltung|[Ww]erkstatt|[Ll]ager|[Ss]upport|[Ss]ervice|[Vv]ertrieb|[Cc]hef(?:in)?))(?: \p{Lu}[\p{L}-]+)?)(?![\p{L}])/u,
);

const wishes = quick(
  /(?<![\p{L}])(?:hoffentlich|ich hoffe|wir hoffen|hoffe ich|hoffen wir|laut \p{L}+|angeblich|soll(?= (?:das|die|der|es)(?![\p{L}]))|mit (?:etwas )?glück|würden?|könnten?|möchten?|dürften?|müssten?|sollten?|vielleicht|eventuell|unter umständen|möglicherweise|theoretisch|im idealfall|idealerweise|wünsche|am liebsten)(?![\p{L}])/iu,
);
const general = quick(
  /(?<![\p{L}])(?:in der regel|normalerweise|üblicherweise|gewöhnlich|meist(?:ens)?|grundsätzlich|generell|im (?:allgemeinen|schnitt|durchschnitt)|durchschnittlich|immer|stets|jede[nrs]? (?:nacht|jahr|quartal|winter|sommer|tag|woche|monat|kunde|montag|dienstag|mittwoch|donnerstag|freitag|anfrage|bestellung)|täglich|manchmal|oft|häufig|erfahrungsgemäß|kunden|die meisten|viele (?:kunden|anträge|fälle)|alle anfragen|alle bestellungen|montags|dienstags|mittwochs|donnerstags|freitags|samstags|sonntags|werktags|nie(?:mals)?)(?![\p{L}])/iu,
);
const weak = quick(
  /(?<![\p{L}])(?:müssten?|versuche?n?|bemühe?n?|wahrscheinlich|voraussichtlich|vermutlich|wohl|denke(?! an)|denken(?! an)|glaube|schätze|wenn möglich|falls möglich|nach möglichkeit|möglichst|mein bestes|unser bestes|(?:gebe|geben|gibt) (?:mir|uns|sich) (?:\p{L}+ )?mühe|bestmögliches|plane|planen|anstreben|strebe|streben|gehe davon aus|gehen davon aus|ich rechne|wir rechnen|rechne ich|rechnen wir|alles daran\p{L}*|peile|peilen|nach jetzigem stand|nach derzeitigem stand|sollte|schaue?n?, dass|sehe zu|wenn alles (?:klappt|gut geht|glatt läuft)|schaue, ob|schauen, ob|sehe, was|schaue, was|schauen, was|ob ich|was ich tun kann)(?![\p{L}])/iu,
);
const negative = quick(
  /(?<![\p{L}])(?:nicht(?! (?:später|vergessen|länger|nur|mehr als|locker|lumpen|ruhen|hängen|im stich|wieder|noch einmal (?:passier|vorkomm|geschieh)))|niemand(?:e[nm])?|kein(?:e[nmrs]?)?(?! (?:sorge|problem|minute|zeit verlieren|thema|angst))|nichts|weder|nie(?:mals)?|kaum|leider (?:erst )?außerstande|unmöglich)(?![\p{L}])/iu,
);
const reporting = quick(
  /(?<![\p{L}])(?:(?:sie|du|er|kunde|kundin|dhl|ihr) (?:schrieb(?:en|st)?|sagten?|sagtest|meinten?|behauptete[nt]?|wollten|fragten?)|(?:geschrieben|gesagt|versprochen(?! ist|[:!])|gefragt|zugesagt|behauptet|gemeint|angekündigt|erwähnt)|ich dachte|wir dachten|ich schrieb|ich sagte|wir schrieben|(?:frau|mann|kunde|kollege|kollegin) (?:sagte|meinte|schrieb)|haben sie (?:mir |uns )?(?:geschrieben|gesagt)|(?<!(?:wissen|bescheid|sagen|mitteilen|informieren|schreiben|mit|sage|nach|prüfe|prüfen|kläre|klären|heraus|schaue|schauen|sehe|frage),? )ob),? (?:dass )?/iu,
);
/** What the customer wrote himself, told back to him. */
const saidBefore = quick(
  /(?<![\p{L}])haben sie (?:mir |uns |ja )?(?:geschrieben|gesagt|mitgeteilt|angekündigt)(?![\p{L}])/iu,
);
const enclosed = quick(
  /(?<![\p{L}])(?:anbei|hiermit|im anhang|beigefügt|in der anlage|soeben|gerade eben|eben gerade|bereits|schon|seit|gestern|vorgestern|letzte[nr]?|gerade|derzeit|aktuell|momentan|zurzeit|noch immer|jetzt an ihrer stelle)(?![\p{L}])/iu,
);
const participleEnd = quick(
  /(?<![\p{L}])(?:(?:an|zu|ab|aus|auf|ein|weiter|zurück|nach|vor|mit|los|raus|rüber|hin|weg|fest|her)?ge\p{Ll}+(?:t|en)|(?:be|er|ver|ent|über|zer)\p{Ll}{3,}(?:t|en)|\p{Ll}+iert)[\s.,!)]*$/u,
);
const idle =
  /^(?:danke|bitte|wünsche?n?|freue?n?|hoffe?n?|verstehe?n?|bedauere?n?|bedanke?n?|entschuldige?n?|brauche?n?|benötige?n?|warte?n?|weiß|wissen|sehe?n? (?:das|es|hier|keinen?|in|darin|gerade|den|die|dass|im)(?! .*\b(?:an|nach)\b)|frage?n? mich|kann|können|gehe?n? davon|nehme?n? an|gebe?n? (?:zu|ihnen recht|dir recht|offen)|mache?n? uns sorgen|sage?n? mal|bin (?:mir|der|in|im|bis|nicht|ab|gerade|froh|sicher|selbst|auch|erst|heute nicht)|sind (?:uns|der|in|im|bis|ein|für|gerade|froh|von|sicher|auch|heute|am|zwischen)|habe?n? (?!(?:es|das|die|den|ihr|dein) .*(?:fertig|für sie))|leite?n? (?:her|ein)|bekomme?n? (?!.{0,40}(?:hin|geregelt|gelöst|repariert))|kriege?n? (?!.{0,40}(?:hin|geregelt|gelöst|repariert))|komme?n? (?:nicht|aus|mit|leider)|sage?n? (?:danke|vielen)|halte?n? (?:das|es|den|dies) für|spreche?n? (?:deutsch|englisch)|gehe?n? (?:nicht|leider)|mache?n? (?:urlaub|betriebsferien|feiertags|pause|um|am .* zu)|sehen uns|stelle?n? (?:fest|uns vor|keine))/iu;
const away = quick(
  /(?<![\p{L}])(?:im (?:urlaub|haus|büro)|außer haus|in (?:elternzeit|einem (?:termin|meeting))|abwesend|(?:im )?home ?office|nicht erreichbar|geschlossen|wieder (?:im|erreichbar|für sie|da)|geöffnet|feiertag|betriebsferien|(?:bin|sind wir|wir sind) (?:\p{L}+ )?unterwegs|krank(?:geschrieben)?|auf (?:schulung|urlaub|dienstreise|reisen|fortbildung|kur|einer messe)|vor ort gewesen)(?![\p{L}])/iu,
);
const fore =
  /^(?:(?:und|aber|dann|also|auch|ok(?:ay)?|ja|gut|gerne?|klar|super|natürlich|selbstverständlich|kein problem|hallo|alles klar|dafür|daher|deshalb|außerdem|zudem|danach|anschließend)[,:]? )+/iu;

export const germanGrammar: PromiseGrammar = {
  joint:
    /(?:,? (?:und|aber|sowie)|,|:|–| -)(?: dann| danach| anschließend| außerdem)? (?=(?:ich|wir) (?!.{0,12}(?:hoffe|freue|danke))\p{L}+|(?:melde|rufe|schicke|sende|gebe|informiere|schreibe|sage|halte|kümmere|leite|erstatte|schaue|prüfe|kläre) (?:mich|ich|wir|sie|dich|ihnen|dir|euch|dann|uns|spätestens|bis|am|morgen|heute)|melden (?:wir )?uns|(?:sie|du) (?:bekommen|erhalten|hören|bekommst|hörst|erhältst)|(?:frau|herr) |(?:das|die|der|ihre?|alles|es) (?:\p{L}+ )?(?:ist|sind|wird|werden|geht|kommt|liegt|steht|trifft) |(?:den|die|das|ihre[nr]?|eine?n?) \p{L}+ \p{Ll}+e?n? (?:ich|wir)(?![\p{L}])|(?:heute|morgen|übermorgen|am|bis|spätestens|dann|nächste|gleich|noch|binnen|innerhalb|in|um|ab|nach|vor)[^,]{0,30} \p{Ll}+e?n? (?:ich|wir|sie)(?![\p{L}]))/giu,
  conditions: [
    /(?:^|[\s,(–-])(?<condition>(?:wenn|falls|sobald|sofern|nachdem|vorausgesetzt|solange|bevor|ehe|für den fall|soweit|sollten sie|solltest du|sollten? (?:sich|das|der|die|es|ihre?|eine?|noch|doch|wieder|etwas|jemand)|bis (?:ich|wir|sie|du|das|der|die|alles)|unter der (?:voraussetzung|bedingung),? dass|angenommen) (?!möglich|nötig|alles (?:klappt|gut geht|glatt))[^,;]*(?:, (?:das|die|der|den|dass|was) [^,;]*)?)(?:[,;]|$)/giu,
    /(?<condition>(?:nach|bei) (?:erhalt|eingang|ihrer (?:bestätigung|freigabe|rückmeldung|zusage|zahlung)|deiner (?:bestätigung|rückmeldung)|zahlungseingang|bestätigung|rücksprache mit|freigabe|wareneingang)(?: (?:des|der|von|dem|den|unserem|meinem|ihres?r?|deines?r?|durch) [\p{L} ]+?)?)(?= (?:sende|schick|erstatt|überweis|liefer|meld|prüf|werde|rufe|bekommen|erhalten|wird|mache|versend|starte|leg|tausch|komm)| \p{Ll}+e?n? (?:ich|wir)(?![\p{L}])|,|$)/giu,
    /^(?<condition>\p{Lu}\p{Ll}+t (?:der|die|das|es|sich|sie|ihre?|mein|unser|niemand|jemand) [^,;]{3,90}), (?=(?:dann )?\p{L}+ (?:ich|wir|sie)(?![\p{L}]))/giu,
    /(?<condition>vorbehaltlich [^,;]{3,60}?)(?= \p{Ll}+e?n? (?:ich|wir)(?![\p{L}])|,|$)/giu,
    /^(?<condition>(?:bitte )?(?:schicken|senden|geben|lassen|sagen|schreiben|nennen|laden|rufen|bestätigen|füllen|starten|probieren|mailen|schick|sende|gib|sag|schreib|nenn) (?:sie )?[^.;]*?)(?:,| und)+ (?:dann )?(?=(?:ich|wir) |\p{L}+ (?:ich|wir)(?![\p{L}]))/giu,
  ],
  tag: /,? (?:–|-)? ?(?:ok(?:ay)?|ja|passt (?:das|ihnen das|dir das|es)[^?]*|in ordnung|einverstanden|recht|ist das (?:ok|okay|in ordnung|recht)[^?]*|gut so|wäre das[^?]*|gut|oder)\?$/iu,
  read: readGerman,
  word: wordGerman,
};

function readGerman(said: string): PromisingClause | null {
  // "Vielleicht früher, spätestens aber am Freitag"
  const lead =
    /^(?:vielleicht|hoffentlich|möglicherweise|idealerweise|wenn möglich)[^,]{0,25}, (?=(?:spätestens|aber|allerspätestens))/iu.exec(
      said,
    )?.[0].length ?? 0;
  const clause = ' '.repeat(lead) + said.slice(lead);
  if (
    saidBefore.test(clause) ||
    (wishes.test(clause) && !expected.test(clause)) ||
    general.test(clause) ||
    reporting.test(clause)
  )
    return null;
  if (negative.test(clause) || unpromisedGerman.test(clause)) return null;
  const found =
    readVow(clause) ??
    readWill(clause) ??
    readPresent(clause) ??
    readElliptic(clause) ??
    readYouGet(clause) ??
    readNamed(clause) ??
    readPassive(clause) ??
    readWiderGerman(clause) ??
    readEventGerman(clause) ??
    readAnnouncedGerman(clause);
  if (found === null || away.test(clause)) return null;
  const other = found.needsTime === true ? readAnnouncedGerman(clause) : null;
  const eased = other !== null && other.needsTime !== true ? { ...found, needsTime: other.needsTime } : found;
  const sure = eased.needsTime === false ? eased : (readObjectFirst(clause) ?? eased);
  return weak.test(clause) ? { ...sure, strength: 'weak' } : sure;
}

function readVow(clause: string): PromisingClause | null {
  const match = promiseNoun.exec(clause);
  return match === null ? null : firm(/wir|uns/iu.test(match[0]) ? 'wir' : 'ich', 0, false);
}

function readWill(clause: string): PromisingClause | null {
  const match = werden.exec(clause);
  if (match === null) return null;
  const who = match.groups?.['who'] ?? match.groups?.['who2'] ?? 'ich';
  if (
    /(?:sein|haben|müssen|können|brauchen|benötigen|sehen)[\s.!,]*$/iu.test(clause) &&
    !/(?:fertig|bei ihnen|vor ort|da|behoben|gelöst|für sie) (?:sein|haben)[\s.!,]*$|(?:können|nach)sehen[\s.!,]*$|erledigt haben/iu.test(
      clause,
    )
  )
    return null;
  if (/(?<![\p{L}])(?:gebeten|gefragt|informiert|sehen, ob|vermissen|warten|abwarten|freuen)(?![\p{L}])/iu.test(clause))
    return null;
  if (
    /(?<![\p{L}])(?:dass|ob|weil|damit) (?:ich|wir)$/iu.test(
      clause.slice(0, match.index + (match.groups?.['who'] ?? '').length),
    )
  )
    return null;
  return firm(who, 0, false);
}

function readPresent(clause: string): PromisingClause | null {
  const match = present.exec(clause);
  if (match?.groups === undefined) return null;
  const verb = match.groups['verb'] ?? match.groups['verb2'] ?? '';
  const who = match.groups['who'] ?? match.groups['who2'] ?? 'ich';
  const before = clause.slice(0, match.index);
  const rest = clause.slice(match.index + match[0].length);
  const isAhead =
    /^ha(?:be|ben)$/iu.test(verb) &&
    /(?<![\p{L}])(?:bis|spätestens)(?![\p{L}])/iu.test(clause) &&
    participleEnd.test(clause);
  if (
    (!isAhead && idle.test(`${verb}${rest}`)) ||
    (match.groups['who'] !== undefined &&
      /(?<![\p{L}])(?:dass|ob|weil|damit|was|wie|wo|wenn|als|da|warum) (?:ich |wir )?$/iu.test(before))
  )
    return null;
  if (/^hab/iu.test(verb) && participleEnd.test(clause) && !/(?:bis|spätestens)/iu.test(clause)) return null;
  if (
    /^(?:hab|bin|sind)/iu.test(verb) &&
    !isAhead &&
    !/(?:fertig|für sie|bei ihnen|vor ort|am apparat|da(?:$|[.!,])|parat|bei dir|erledigt|gelöst|behoben)/iu.test(
      clause,
    )
  )
    return null;
  if (/(?<![\p{L}])(?:gern|gerne) (?:weiter|zur verfügung)/iu.test(clause) || /^steh/iu.test(verb)) return null;
  const strong = (!needsTimeVerb.test(verb) || forYou.test(rest)) && !enclosed.test(clause);
  return { ...firm(who, 0, false), needsTime: strong ? false : 'or-condition' };
}

function readElliptic(clause: string): PromisingClause | null {
  const match = elliptic.exec(clause);
  if (match === null || clause.includes('?')) return null;
  return firm(/^melden/iu.test(match.groups?.['verb'] ?? '') ? 'wir' : 'ich', 0, enclosed.test(clause));
}

function readYouGet(clause: string): PromisingClause | null {
  const match = youGet.exec(clause);
  if (
    match === null ||
    thirdParties.test(clause) ||
    /(?<![\p{L}])(?:bitte|damit|müssen|können|zeit|die möglichkeit|das recht|anspruch|gelegenheit|(?<!von )uns (?:schicken|senden|bis|den|die|das)|uns zu|(?<!von )mir (?:den|die|das)|automatisch|fehlermeldung|dass|ob|weil)(?![\p{L}])/iu.test(
      clause,
    )
  )
    return null;
  const verb = match.groups?.['verb'] ?? match.groups?.['verb2'] ?? '';
  if (
    /^werden/iu.test(verb) &&
    !/(?:erhalten|bekommen|hören|kontaktiert|angerufen|informiert|benachrichtigt|zurückgerufen)/iu.test(clause)
  )
    return null;
  if (/^ha(?:ben|st)/iu.test(verb) && participleEnd.test(clause)) return null;
  return firm('wir', 0, !/(?:hör|von (?:mir|uns))/iu.test(clause));
}

function readNamed(clause: string): PromisingClause | null {
  const match = [named, namedAfter].map((form) => form.exec(clause)).find((one) => one !== null && isSomebody(one));
  if (match?.groups === undefined) return null;
  const name = match.groups['name'] ?? '';
  const isPerson =
    /^(?:frau|herr|koll|mein|unser)|kolleg|techniker|monteur|mitarbeiter|team|abteilung|buchhaltung|werkstatt|support|service|vertrieb|chef/iu.test(
      name,
    );
  return {
    who: { kind: 'named', name },
    strength: 'firm',
    from: 0,
    needsTime: !isPerson || /(?:prüft|macht|setzt|nimmt|sieht|hält)/iu.test(match.groups['verb'] ?? ''),
  };
}

/** A name, or somebody of ours; not any noun that begins a sentence, and nobody who works for others. */
function isSomebody(match: RegExpExecArray): boolean {
  const name = match.groups?.['name'] ?? '';
  // a noun with its article is a thing or somebody else, unless the pattern itself took the article in
  const before = match.input.slice(0, match.input.indexOf(name, match.index));
  if (
    /(?<![\p{L}])(?:de[rmns]|die|das|eine?[rmn]?|ihre?[rmn]?|deine?[rmn]?|seine?|meine?|diese[rs]?|laut|zum|zur|im|am|vom) $/iu.test(
      before,
    )
  )
    return false;
  return !thirdParties.test(name) && !noNames.test(name) && !theirs.test(name);
}
const noNames = quick(
  /^(?:Das|Es|Sie|Er|Die|Der|Dies|Diese|Wer|Was|Hier|Da|Dann|Heute|Morgen|Jemand|Man|Niemand|Kunden|Wann|Wie|Wo|Ihr|Ich|Wir|Danke|Ware|Paket|Geld|Bitte|Alles|Leider|Damit|Danach|Trotzdem|Außerdem|Daher|Deshalb|Nun|Jetzt|Gestern|Vielleicht|Zuerst|Schade|Falls|Wenn|Sobald|Nachher|Anschließend|Normalerweise|Vermutlich|Eventuell|Hoffentlich|Gerade|Immer|Nie|Samstags|Sonntags|Post|Zoll|Strom|Wasser|Internet|Heizung|Bahn|Flug|Zug|Bus|Übermorgen|\p{Lu}\p{Ll}+(?:ung|tag|heit|keit|paket|teil|woche|sendung|abend|mittag))$/u,
);

function readPassive(clause: string): PromisingClause | null {
  if (!passive.test(clause) || !thing.test(clause) || thirdParties.test(clause)) return null;
  if (!passiveEnd.test(clause)) return null;
  if (
    /(?<![\p{L}])(?:wurden?|waren?|worden|gewesen|bis (?:\S+ ){1,3}geöffnet|bitte|muss|müssen)(?![\p{L}])/iu.test(
      clause,
    )
  )
    return null;
  return firm('wir', 0, true);
}

function firm(who: string, from: number, needsTime: boolean): PromisingClause {
  const promisor: Promisor = { kind: /^ich$/iu.test(who) ? 'I' : 'we', name: null };
  return { who: promisor, strength: 'firm', from, needsTime };
}

/** "rufe ich Sie an" reads better as "ich rufe Sie an". */
function wordGerman(clause: string): string {
  const plain = clause.replace(fore, '').replace(/^[\s,:–-]+/u, '');
  return plain.replace(
    /^(?<verb>\p{L}+) (?<who>ich|wir)(?![\p{L}])/iu,
    (_, verb: string, who: string) => `${who.toLowerCase()} ${verb.toLowerCase()}`,
  );
}
