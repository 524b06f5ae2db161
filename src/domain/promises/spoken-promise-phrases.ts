/**
 * Turns of phrase that say more than their words: who pays, who takes a thing over, whose turn it is, who is only quoted, what
 * happens by itself. Each that stands in a sentence is a mark of it, beside its words; what it weighs is learned.
 */
import type { Language } from '../languages.ts';
import { quickOf } from './quick-letters.ts';

const turns = (table: Readonly<Record<string, string>>): readonly (readonly [string, RegExp])[] =>
  Object.entries(table).map(([name, source]) => [
    `/${name}`,
    quickOf(`(?<![\\p{L}'])(?:${source.replaceAll(/\s*\n\s*/gu, '')})(?![\\p{L}])`, 'u'),
  ]);

const english = turns({
  gratis: `on the house|on (?:us|me)|at our (?:own )?(?:cost|expense)|free(?: of charge)?|for free|for nothing|gratis|no (?:extra )?(?:charge|cost|fee)|
    (?:won't|will not|needn't|not) (?:have to |be )?(?:pay|cost|charged?|billed?|out of pocket)[^.]{0,20}|nothing to pay|waive[ds]?|knock(?:ing)? (?:\\p{L}+ )?(?:\\p{L}+ )?off|our treat|
    comes? off (?:your|the) (?:next )?(?:bill|invoice)|pick(?:ing)? up the (?:bill|tab)|foot the bill|our bill|half price|for the price of|is ours|ours to|throw(?:ing)? in|thrown in|every (?:cent|penny)|our fault`,
  taken: `leave (?:it|this|that|the \\p{L}+|everything) (?:with|to|in) (?:me|us|our|my)|(?:i've|we've) got (?:this|you|your back)|take it from here|in (?:good|our|my) hands|taking (?:over|this on|care)|take care of|take over|
    don't (?:you )?(?:worry|give)|rest (?:easy|assured)|say no more|consider (?:it|that|this|yourself)|ball(?:'s| is) in our court|you needn't|no need to|lift a finger|sit (?:back|tight)|my (?:job|problem|priority)|on (?:it|the case)|on top of|all over (?:it|this)`,
  persisting: `(?:won't|will not|shan't|not going to|never) (?:let|rest|stop|give up|leave|close|forget|drop)|(?:i'm|we're|am|are) not (?:leaving|closing|letting|giving|going|stopping)|get to the bottom|no stone|whatever it takes|
    all the stops|move heaven|stay(?:s|ing)? (?:on|with|open)|make (?:sure|amends|up for|good)|make it up|see (?:to it|you right)|put(?:ting)? (?:it|this|that) right|(?:see|find out) what (?:i|we) can|make it right|keep (?:my|our) word|kept informed|keep you|look into|looking into|nobody goes home|drop(?:ping)? everything`,
  turn: `your turn|(?:you're|you are|comes?|is|are) (?:first|next|up next)|first in (?:line|the queue)|top of (?:my|our|the) (?:list|pile)|has your name|yours? (?:on|again|from|by|for)|is yours|are yours|you(?:'re| are) (?:in|on|down|booked)`,
  informed: `first to know|hear from (?:me|us)|keep you (?:posted|informed|updated|in the loop)|let you know|in touch|back to you|report back|the (?:moment|minute|second|instant) (?:i|we|it)|in writing|in black and white|more to follow|to follow|follows`,
  sworn: `my word|hand on heart|promise[sd]?|guarantee[ds]?|count on|rely on|come rain or shine|rain or shine|no ifs|for sure|at the (?:very )?latest|by hook|mark (?:\\p{L}+ )?in your|you have my`,
  told: `(?:they|people|he|she) says?|(?:he|she|they|you|who|i) (?:said|wrote|told|claimed|promised|mentioned|asked|meant|thought|agreed)|we hear|i hear|it is said|rumour|according to|apparently|as you (?:wrote|said)|it says|reads|was told|were told|i gather|i take it|i understand|if i (?:understand|read)|so you|(?:glad|good|sorry|funny|pity|happy|thanks?|thank you)(?: to| of| for)?`,
  world: `(?:the|a|an|every|next|last|your|our|my)? ?(?:trains?|bus(?:es)?|flights?|planes?|ferry|boats?|tide|moon|sun|eclipse|rain|snow|storm|weather|forecast|frost|parliament|council|government|ministry|court|judge|law|police|road|street|bridge|traffic|airport|museum|exhibition|festival|concert|band|film|match|fair|market|marathon|exam|course|holiday|taxes|tax|election|strike|timetable|paint|plaster|tablets?|swelling|fever|alarm|sunset|library books?|visiting hours|doors|deadline|registration|bookings|supplier|competitor|water board|airline|insurer|landlord|tenants?|buyer|seller|manufacturer|maker|vendor)(?:'s)? (?:\\p{L}+ )?(?:is|are|was|were|will|has|have|can|must|shall|\\p{L}+s)`,
  theirs: `(?:your|my|his|her|their) (?:\\p{L}+ )?(?:wife|husband|son|daughter|mum|mother|dad|father|doctor|dentist|lawyer|solicitor|accountant|bank|landlord|insurer|insurance|boss|employer|neighbours?|friends?|wedding|birthday|holiday|day off|leave|meeting|train|flight|contract|subscription|trial|warranty|card|points|rights|dog|child|children)`,
  demanded: `(?:please|kindly) (?!find|expect|be assured|leave|note|allow|rest)|(?:you|i) (?:need|have|must|ought) (?:to|your|the)|make sure (?:you|to)|be (?:there|sure)|bring your|let me know|give us a ring|tell (?:me|him|us)|you(?:'d| had) better|don't forget`,
  offered: `(?:if|when|should) you(?:'d| would)? (?:like|want|wish|prefer|rather)|happy to|feel free|you(?:'re| are) welcome|would you|shall we|should i|do you|how about|what about|i could|we could|i'd suggest|i suggest|we recommend|my advice|in your place|if i were you`,
  usual: `as a rule|usually|normally|typically|generally|always|most|in most cases|more often|on a good day|every (?:\\p{L}+day|year|month|night)|on \\p{L}+days|any(?:body|one)|whoever|all (?:our|trains|rooms)|each guest|customers|members|guests|passengers|subscribers|returned goods|complaints|calls|claims|refunds|orders|payments|returns|vouchers|cheques`,
  impossible: `can't|cannot|couldn't|not possible|impossible|out of the question|no way|unable|won't work|unfortunately|sadly|i'm afraid|regret|sorry|no longer|sold out|fully booked|too (?:late|early|soon)|not before|hands are tied|not in a position|won't make it|isn't going|nothing more`,
  burden: `charge you|have to (?:charge|cancel|ask|wait|decline)|debited|payable|is due|are due|owed?|late fee|cost you|that will be|costs?|fines?|price goes up|expires?|lapses?|ends|closes?|shut|run out|be closed|on leave|on holiday|day off|miss you|short-staffed`,
  instructing: `(?:press|hold|click|enter|select|insert|pull|turn|plug|restart|charge|heat|stir|take|keep|leave|wait|water|read|fill|let it|apply|try (?:again|switching)) (?:the|your|it|one|a|in|on|for|until|again)[^.]*`,
  wondering: `whether|maybe|perhaps|might|may well|could be|hopefully|fingers crossed|let's hope|with any luck|i hope|i wish|i'd love|i'd be|who knows|no telling|in theory|i doubt|it depends|that depends|should be fine|would have|had (?:i|you|we)|if only|were it|i'd have`,
  done: `already|(?:has|have|was|were|had) (?:\\p{L}+ly )?(?:been |just )?\\p{L}+(?:ed|wn|en|nt|ught|ade|one|ne)|(?:i|we|he|she|they|it|you) (?:\\p{L}+ly )?(?:\\p{L}{2,}ed|went|came|sent|called|rang|told|spoke|wrote|took|kept|held|gave|found|left|got|had|did|was|were|thought|knew)|yesterday|last (?:week|night|month|year|\\p{L}+day)|ago|since`,
  underway: `on (?:its|their|my|our|the) way|winging its way|heading your way|coming your way|as we speak|is being|are being|being \\p{L}+|lined up|pencilled|set aside|put (?:by|aside)|booked|scheduled|slated|in the post|goes? (?:out|off|back|straight)|ships?|leaves?|lands?|back (?:in|on|with|to)`,
  housed: `(?:our|my|one of (?:our|us|the)|two of|the) (?:\\p{L}+ )?(?:team|colleagues?|lads|engineers?|fitters?|drivers?|nurses?|doctor|sister|midwife|technicians?|plumbers?|electricians?|carpenter|manager|workshop|kitchen|warehouse|accounts|payroll|legal|courier|van|man|men|people|crew|surveyor|consultant|tutor|chef|porter|receptionist|sparky|staff)|someone|somebody|housekeeping`,
});

const german = turns({
  gratis: `(?:geht|gehen|auf) (?:\\p{L}+ )?(?:aufs haus|auf uns|auf mich|auf unsere (?:kosten|rechnung|kappe)|an uns)|aufs haus|gratis|umsonst|kostenlos|kostenfrei|kostet (?:es )?sie nichts|zahlen (?:müssen )?sie (?:\\p{L}+ ){0,2}?(?:nichts|keinen)|keine(?:n)? (?:kosten|cent)|
    (?:zahlen|übernehmen|tragen|erlassen|schenken|verzichten|streichen) wir|wir (?:zahlen|übernehmen|tragen|erlassen|schenken|verzichten|streichen)|zahle (?:natürlich )?ich|gestrichen|zum halben preis|zum preis des|zu unseren lasten|stehen wir gerade|berechnen wir ihnen (?:das |die )?nicht|jeden? cent|obendrauf|
    nicht (?:auf|in) (?:ihre )?rechnung|keiner in rechnung|geld (?:zurück|wieder)|übernimmt das haus|fehler liegt bei uns|ist (?:ihr|ihre) [^.]{3,20} frei`,
  taken: `überlassen sie (?:das|es|uns)|lassen sie (?:das|es|die sache|mich|uns)|meine sorge|in guten händen|in (?:unseren|meinen) händen|(?:über)?nehme ich|übernehmen wir|ab hier|auf (?:meine|unsere) kappe|keine (?:bange|sorge)|lehnen sie sich zurück|zurücklehnen|keinen finger|
    brauchen sie (?:nicht|nichts|keinen)|sie (?:brauchen|müssen) (?:nichts|nicht|keinen)|das (?:tun|machen) jetzt wir|geht (?:klar|in ordnung)|ist (?:bei mir )?in arbeit|kümmere?n?|in die hand|ab sofort vorrang|mein fall|ball liegt`,
  persisting: `(?:bleibe?n?|sind|bin) (?:\\p{L}+ ){0,2}?dran|da(?:ran)? bleib|lasse? (?:da )?nicht locker|nicht (?:locker|im regen|hängen|lumpen|ruhen)|jeden stein|alle hebel|auf den kopf|auf den grund|gehe?n? (?:\\p{L}+ )?(?:der sache )?nach|in ordnung|(?:wieder )?gut ?(?:machen|mache|zumachen)|
    (?:bügeln|biegen|rücken|ziehen|schaukeln|kriegen|bekommen|bringen|richten) wir|(?:ziehe|schließe|kriege|krieg|mache|mach|guck|guck|schau|klär|hol) ich|hänge? mich|klemm|hochdruck|dafür sorge|ich sorge|verlass|hinterher|nicht wieder vor|nicht auf uns sitzen|auge|auf dem laufenden|nachbessern|bessern nach|nicht allein|bis (?:sie|es|das|alles|ihr|ihre)|ehe (?:sie|ihr|jemand)|nicht (?:weg|entlassen)`,
  turn: `(?:kommen|sind|kommt|ist) (?:sie )?(?:\\p{L}+ ){0,3}?(?:dran|zuerst|als nächste[rs]?|an der reihe|der nächste|die nächste|die erste|der erste)|als (?:allererste|erste|nächste)[rs]?|gehört (?:\\p{L}+ ){0,3}?(?:ihnen|dir)|ist (?:\\p{L}+ ){0,3}?ihre(?:r|s)?[.!]?$|ganz oben|nehmen? (?:sie|wir) [^.]{0,20}dran|vormerk|(?:für|auf) \\p{L}+ (?:vorgemerkt|eingeteilt|eingetragen|notiert|bestellt|vorgesehen|angesetzt)|im buch|wiedervorlage|rücken sie nach`,
  informed: `hören sie|sie hören|bescheid|melde|meldet|meldung|schwarz auf weiß|auf dem laufenden|wissen sie(?: mehr)?|sie wissen|erfahren sie|sie erfahren|rückruf|rufe?|ruft|schreibe|berichte|antwort|folgt|mehr dazu|im postfach|kriegen sie|haben sie|haben sie's|hast du's`,
  sworn: `mein wort|hand drauf|versproch\\p{L}*|verspreche|garantier\\p{L}*|verlass(?:en)?|rechnen|spätestens|ohne wenn und aber|gar keine frage|selbstverständlich|selbstredend|dabei bleibt|es bleibt (?:bei|dabei)|abgemacht|so oder so|verbürge|zusage|davon ausgehen|zählen sie auf`,
  told: `(?:sagt|sagte|schrieb|meinte|hieß|heißt|behauptet|fragte|sagten|erzählt) (?:er|sie|es|man)|(?:sie|er|man) (?:sagt|sagte|sagten|schrieb|schrieben|schreiben|meinte|meint|behauptet|hatten|wollten|baten|munkelt|fragte)|angeblich|laut|wie (?:ich|sie|letzte)|hört man|sagt man|hier steht|steht: |auf ihrem zettel|soweit ich|wurde (?:mir|uns)|(?:mir|uns) wurde|wenn ich sie (?:recht|richtig)|sie (?:sind|möchten|haben) also|schön, dass|danke|tut mir leid|schade|lustig|glückwunsch|ich (?:verstehe|nehme an|glaube|dachte|weiß|bezweifle|fürchte)`,
  world: `(?:der|die|das|ein|eine|am|ihr|mein|unser)? ?(?:zug|züge|bus|busse|flug|flüge|flughafen|fähre|schiffe?|mond|vollmond|sonne|regen|schnee|sturm|wetter|bundestag|stadt|rathaus|ministerium|gericht|richter|gesetz|polizei|straße|brücke|verkehr|museum|ausstellung|fest|konzert|band|film|spiel|messe|markt|marathon|prüfung|kurs|feiertag|brückentag|urlaub|streik|fahrplan|farbe|putz|tabletten?|schwellung|fieber|alarm|edv|frist|vorverkauf|charge|lieferant|konkurrenz|stadtwerke|airline|fluglinie|versicherung|vermieter|mieter|käufer|verkäufer|hersteller|gegenseite|postfiliale|zusteller|paketdienst|fluggäste|abonnenten|kunden|mitglieder|gäste|app|laden|büro|schlussverkauf|kaution|gutschein|garantie|probezeit|warteliste|hotel)`,
  theirs: `(?:ihr|ihre|ihrem|mein|meine|sein|seine) (?:\\p{L}+ )?(?:frau|mann|sohn|mutter|vater|hausarzt|zahnarzt|anwalt|steuerberater|bank|vermieter|versicherung|chef|arbeitgeber|nachbar|freunde?|urlaub|zug|flug|vertrag|abo|punkte|rechte|geburtstag|vorgänger)`,
  demanded: `bitte|(?:müssen|müssten|sollten|brauchen) sie|sie (?:müssen|müssten|sollten)|brauche ich|ich brauche|sorgen sie|denken sie|bringen sie|kommen sie|nehmen sie|halten sie|werfen sie|ziehen sie|geben sie (?:mir )?bis|sagen sie|lassen sie sich|seien sie|melden sie|rufen sie|schicken sie|auszufüllen|ausfüllen|zu zahlen|abzugeben`,
  offered: `wenn sie (?:lieber|möchten|wollen)|gern(?:e)? (?:vorbei|an)|soll(?:en)? (?:ich|wir)|darf ich|dürfen wir|möchten sie|wäre ihnen|wie wäre|was halten|sagen wir|ich könnte|wir könnten|ich schlage|wir empfehlen|mein rat|an ihrer stelle|am besten|dürfen sie|können sie|sie können`,
  usual: `in der regel|normalerweise|üblicherweise|gewöhnlich|meist(?:ens)?|immer|jede[nrs]?|die meisten|alle|an guten tagen|\\p{L}+tags|wer|manche|solange der vorrat|retouren|erstattungen|bestellungen|zahlungen|beschwerden|anrufe|schecks|gutscheine|mails|abonnenten|kunden|mitglieder|gäste`,
  impossible: `nicht|kein(?:e[nmrs]?)?|leider|unmöglich|ausgeschlossen|scheidet aus|niemand|keiner|nie|zu spät|zu früh|ausgebucht|ausverkauft|vergeben|gesperrt|die hände gebunden|nichts mehr`,
  burden: `berechnen|abgebucht|belastet|fällig|zahlbar|gebühr(?:en)?|kostet|kosten|teurer|steigen|steigt|verfällt|verfallen|endet|läuft ab|abgelaufen|geschlossen|zu ?(?:haben)?|absagen|gesperrt|besetzt|umziehen|ziehen wir um|inventur|beginnt|öffnet|machen wir auf|arbeite ich nicht|habe ich urlaub`,
  instructing: `(?:drücken|halten|klicken|wählen|ziehen|einführen|umrühren|laden|eingeben|abkühlen|gießen|aufbewahren|ausschalten|auswählen|ausschalten|ruhen) ?(?:sie|lassen)?`,
  wondering: `ob|vielleicht|eventuell|möglicherweise|hoffentlich|hoffen wir|daumen|mit etwas glück|wer weiß|kann sein|kann (?:\\p{L}+ )?(?:dauern|werden)|theoretisch|müsste|müssten|wäre|hätte[n]?|würde|käme|ginge|bezweifle|hängt (?:\\p{L}+ )?(?:\\p{L}+ )?(?:davon|vom|ab)|sollte es|lässt sich`,
  done: `bereits|schon|gestern|letzte[nrsm]?|seit|(?:habe|haben|hat|ist|sind|war|waren|wurde|wurden|hatte|hatten) (?:[^,.]* )?(?:\\p{L}*ge\\p{L}+(?:t|en)|be\\p{L}+(?:t|en)|ver\\p{L}+(?:t|en)|er\\p{L}+(?:t|en))|war|waren|wurde|wurden|ging|kam|rief|hob|stand|gab|hatte|hatten|sprach|dachte`,
  underway: `unterwegs|auf (?:dem|den) weg|wird (?:gerade|eben)|werden (?:gerade|eben)|gerade|läuft schon|geht (?:\\p{L}+ ){0,3}?(?:raus|los|ab|zurück|zu ihnen|an sie)|kommt (?:\\p{L}+ ){0,3}?(?:zurück|vorbei|rein|zu ihnen|mit|nach)|liegt (?:\\p{L}+ ){0,4}?(?:bei ihnen|für sie|bereit)|steht (?:\\p{L}+ ){0,4}?(?:bei ihnen|vor der tür|bereit|auf ihrer)|verlässt|landet|bei ihnen|für sie`,
  housed: `(?:unser|unsere|unserer|mein|meine|einer? unserer|zwei unserer|die|der) (?:\\p{L}+ )?(?:team|kollegen?|kollegin|jungs|techniker|monteur|fahrer|bote|schwester|ärztin|doktor|hebamme|installateur|elektriker|schreiner|chefin?|werkstatt|küche|lager|buchhaltung|rechtsabteilung|spätschicht|nachtschicht|trupp|leute|notar|glaser|oberärztin|reiseleiter|bauleiter|hausdame|nachtportier|optikerin|gutachter)|jemand(?:en)?|frau \\p{L}+|herr \\p{L}+`,
});

const phrases: Readonly<Partial<Record<Language, readonly (readonly [string, RegExp])[]>>> = {
  en: english,
  de: german,
};

/** The turns of phrase that stand in a sentence, as marks of it. */
export function promisePhrases(sentence: string, language: Language): string[] {
  const found: string[] = [];
  const plain = sentence.toLowerCase();
  for (const [name, form] of phrases[language] ?? []) if (form.test(plain)) found.push(name);
  return found;
}
