/**
 * What has the grammar of a promise and is none: rules for everybody, what the customer or his contract does, offers that
 * wait for his word, what a device does when a button is pressed. One table of constructions per language.
 */
import { quickOf } from './quick-letters.ts';

const words = (table: readonly string[], flags: string) =>
  quickOf(table.map((line) => `(?:${line.replaceAll(/\s*\n\s*/gu, '')})`).join('|'), flags);

/** English constructions that bind nobody here. */
export const unpromisedEnglish = words(
  [
    // goods and people in general, without an article: "Orders placed before noon are shipped"
    String.raw`^(?:(?:all|most|many|standard|express|late|new|unused|online|written|incomplete|personal|phone) )?(?:orders|deliveries|applications|returns|refunds|requests|complaints|invoices|bookings|cancellations|members|customers|visitors|guests|tenants|residents|employees|users|buyers|applicants|participants|parcels|calls|cookies|payments|prices|fees|tickets|claims|messages|enquiries|inquiries|appointments|shipments|repairs|vouchers|subscriptions|accounts|passengers|students|parents|patients|subscribers|exchanges|data|claims)(?: [\p{L}'-]+){0,8}? (?:will|are|is|may|must|can|shall|take|takes|have|get|receive|save|pay|leave|ship)(?![\p{L}])`,
    // duties and rights in contracts
    String.raw`\b(?:the (?:tenant|landlord|supplier|buyer|seller|contractor|parties|licensee|lessee|lessor|employee|employer|client|user|customer|member|provider|company|insured|borrower|policyholder|applicant))(?: \p{L}+){0,2}? (?:shall|undertakes?|agrees?|must|will|may)(?![\p{L}])`,
    String.raw`\b(?:in accordance with|pursuant to|subject to the terms|terms and conditions|under (?:section|clause|article)|as required by law|for (?:training|quality|security) purposes|by (?:signing|clicking|using|ordering|continuing)|within \d+ days of (?:purchase|receipt|delivery|ordering|the (?:order|invoice)))(?![\p{L}])`,
    // his own contract, device and body
    String.raw`\byour (?:[\p{L}-]+ )?(?:contract|subscription|membership|plan|trial|warranty|guarantee|policy|lease|licen[cs]e|visa|insurance|card|password|session|offer|voucher|points|balance|tariff)(?: [\p{L}'-]+){0,2} (?:runs|expires?|ends?|will (?:expire|end|renew|run|then|be renewed|automatically)|renews|is valid|lasts)(?![\p{L}])`,
    // what a thing does after an instruction
    String.raw`^(?:please |then |now |just |simply |first |next )*(?:turn|press|hold|click|tap|switch|set|plug|unplug|push|pull|twist|select|choose|enter|type|restart|reboot|reset|open|close|scan|insert|remove|swipe|scroll|log|go to|mix|stir|apply|heat|wait|leave it|let it|charge|connect|disconnect|install|download|rinse|shake|boil|bake)(?![\p{L}])[^.]*?(?:,| and| then|–|—) (?:then )?(?:the|your|a|it|this|you)(?![\p{L}])`,
    String.raw`\b(?:after (?:the|a) (?:restart|reboot|reset|update|installation)|once you(?:'ve)? (?:press|click|tap|enter|confirm|select|log|switch|plug|restart|install)\p{L}*|when you (?:press|click|tap|switch|log|open|start|plug|install))(?![\p{L}])`,
    String.raw`\bthe (?:screen|led|lamp|light|app|page|device|display|menu|window|button|glue|paint|plaster|battery|radiator|engine|programme|timer|oven|dough|radio|icon|cursor|link|password|code|offer|sale|discount|session|water|concrete|varnish)(?: [\p{L}'-]+){0,2}? (?:will|goes|turns|lasts|expires|should|ask)(?![\p{L}])(?! be (?:fixed|repaired|replaced|sent|delivered|back|emailed|posted|restored|installed|refunded|fitted|swapped|with you|extended|reset for))`,
    // told about the customer
    String.raw`\byou (?:mentioned|said|wrote|told (?:me|us)|stated|indicated|explained|confirmed|promised|agreed)(?: (?:that )?(?:you|your|he|she|they|it)| that)(?![\p{L}])`,
    String.raw`\b(?:i see|i understand|good to know|nice to hear|great to hear|glad to hear|thanks for (?:confirming|telling|promising|letting)|thank you for (?:confirming|telling|promising|letting)|happy to hear|i gather|i note|so you)(?: us| me)?(?: that)? you(?:'ll| will|'re| are)(?![\p{L}])`,
    // adverts and the calendar of the world
    String.raw`(?<!(?:i|we)(?:'ll| will) (?:[\p{L}]+ )?)\b(?:\d+ ?% off|% discount|free (?:webinar|trial|gift)|black friday|doors open|save up to|sign up|register now|don't miss|join us|special offer|new prices|sale (?:ends|starts)|you won't believe|you'll love|limited time)(?![\p{L}])`,
    String.raw`\b(?:looking for (?:a|an|new)|we(?:'re| are) (?:hiring|recruiting)|in my absence|in our absence|on (?:annual |parental )?leave|out of (?:the )?office)(?![\p{L}])`,
    // how things are since a day that is past
    String.raw`(?<![\p{L}])since (?:yesterday|this morning|last|\p{L}+day)(?![\p{L}])(?!.*(?:will|'ll|shall|going to|by|until)(?![\p{L}]))`,
    // a threat that waits for an answer
    String.raw`^unless (?:i|we) (?:hear|receive|get)(?![\p{L}])`,
    // what is done already, on a day that has no year
    String.raw`^[^,;]*\b(?:was|were|has been|have been|had been) (?:\p{L}+ly |already |all |also )*\p{L}{2,}(?:ed|d|t|en|wn|ade|id) (?:to you |out |back |off )?(?:on|at|in|last|yesterday|by (?:our|the|us)|this morning)(?![\p{L}])(?!.*(?:will|'ll|shall|going to))`,
    // the customer's own turn
    String.raw`^(?:please |kindly )?(?:you(?:'ll| will)? (?:need|have|must|are asked|should) to|you must)(?![\p{L}])`,
    String.raw`\b(?:before we can|until we can|without that we|only if you|unless you (?:pay|send|sign|reply))(?![\p{L}])[^,]*, you(?![\p{L}])`,
  ],
  'iu',
);

/** German constructions that bind nobody here. */
export const unpromisedGerman = words(
  [
    String.raw`^(?:(?:alle|die meisten|sämtliche|viele|unvollständige|schriftliche|neue|verspätete|ungetragene|personenbezogene) )?(?:bestellungen|lieferungen|bewerbungen|rücksendungen|retouren|erstattungen|anfragen|beschwerden|rechnungen|buchungen|stornierungen|mitglieder|kund(?:en|innen)|besucher|gäste|mieter|bewohner|mitarbeiter|nutzer|käufer|bewerber|teilnehmer|pakete|anrufe|gespräche|cookies|zahlungen|preise|gebühren|karten|anträge|nachrichten|termine|sendungen|reparaturen|gutscheine|abonnements|konten|fahrgäste|schüler|eltern|patienten|daten|kündigungen|widersprüche)(?![\p{L}])`,
    String.raw`(?<![\p{L}])(?:der|die) (?:mieter|mieterin|vermieter|lieferant|käufer|verkäufer|auftragnehmer|auftraggeber|parteien|lizenznehmer|arbeitnehmer|arbeitgeber|nutzer|kunde|mitglied|versicherte|versicherungsnehmer|darlehensnehmer|antragsteller|verbraucher)(?:in)? (?:hat|verpflichtet|muss|ist verpflichtet|liefert|zahlt|haftet|trägt|darf|kann|erhält|übergibt)(?![\p{L}])`,
    String.raw`(?<![\p{L}])(?:gemä(?:ß|ss)|laut (?:vertrag|agb|gesetz|satzung)|nach maßgabe|im rahmen der gesetzlichen|nach den gesetzlichen|gesetzlich\p{L}* vorgaben|geschäftsbedingungen|agb|zu (?:schulungs|trainings|qualitäts)\p{L}*|mit ihrer unterschrift|innerhalb von \d+ tagen (?:nach|ab) (?:kauf|erhalt|bestellung|rechnungs\p{L}+|zugang))(?![\p{L}])`,
    String.raw`(?<![\p{L}])(?:ihre?|dein|deine) (?:[\p{L}-]+ )?(?:\p{L}*vertrag|abo(?:nnement)?|mitgliedschaft|tarif|probezeit|garantie|police|mietvertrag|lizenz|visum|versicherung|passwort|sitzung|gutschein|guthaben|punkte) (?:läuft|endet|verlängert|gilt|erlischt|verfällt|ist gültig|wird automatisch)(?![\p{L}])`,
    String.raw`^(?:bitte |dann |nun |jetzt |einfach |zuerst |nur )*(?:drehen|drücken|halten|klicken|tippen|schalten|stellen|stecken|ziehen|schieben|wählen|geben|starten|öffnen|schließen|scannen|legen|entfernen|melden|mischen|rühren|erhitzen|warten|laden|verbinden|trennen|installieren|spülen|schütteln|kochen|backen) sie(?![\p{L}])[^.]*?(?:, dann|,? und| dann|,) (?:dann )?(?:leuchtet|blinkt|wird|ist|erscheint|startet|geht|öffnet|sehen|sind|läuft|der|die|das|ihr)(?![\p{L}])`,
    String.raw`(?<![\p{L}])(?:nach (?:dem|einem) (?:neustart|update|zurücksetzen)|sobald sie (?:\p{L}+ )?(?:drücken|klicken|tippen|bestätigen|auswählen|einschalten|anmelden)|wenn sie (?:auf |den |die |das )?(?:\p{L}+ )?(?:drücken|klicken|tippen|einschalten))(?![\p{L}])`,
    String.raw`(?<![\p{L}])(?:der|die|das) (?:bildschirm|led|lampe|licht|app|seite|anzeige|menü|fenster|knopf|kleber|farbe|putz|akku|heizkörper|motor|programm|ofen|teig|symbol|link|passwort|code|angebot|ausverkauf|beton|lack)(?: \p{L}+)? (?:wird (?!\p{L}* ?\p{L}* ?(?:repariert|ersetzt|geliefert|getauscht|erstattet|zugeschickt|behoben|montiert|eingebaut|freigeschaltet|gestrichen|ausgetauscht))|geht an|leuchtet|blinkt|hält|verfällt|fragt|endet|läuft ab|ist in|trocknet)(?![\p{L}])`,
    // told about the customer, or what he does in a clause of his own
    String.raw`(?<![\p{L}])(?:sie|du) (?:erwähnten|sagten|schrieben|meinten|teilten|hatten geschrieben|hatten gesagt|hatten erwähnt|haben erwähnt|baten|wollten)(?![\p{L}])`,
    String.raw`(?<![\p{L}])(?:ich sehe|wir sehen|ich verstehe|ich habe verstanden|gut zu wissen|schön|danke|vielen dank|es freut mich|freut mich|ich freue mich|wie ich lese)(?: \p{L}+){0,4}?,? dass (?:sie|du|ihr)(?![\p{L}])`,
    String.raw`(?<![\p{L}])(?:gern|gerne)(?![\p{L}])[^.]*,? (?:wenn|falls|sofern) (?:sie|du) (?:(?:das|dies|es) )?(?:möchten|wünschen|wollen|mögen|magst|willst|möchtest|einverstanden)`,
    String.raw`(?<![\p{L}])(?:\d+ ?% (?:auf|rabatt)|rabatt|nur bis|nicht verpassen|jetzt (?:sichern|anmelden|bestellen)|sichern sie sich|ausverkauf|sonderangebot|neue preise|einlass|gratis dazu|gewinnspiel|ein geschenk dazu)(?![\p{L}])`,
    String.raw`^wer [^,]*, (?:bekommt|erhält|spart|zahlt|kriegt|muss|hat|ist|gewinnt)(?![\p{L}])`,
    String.raw`^bei (?:einer?|einem|verspätung|regen|verlust|krankheit|nicht\p{L}*|vorzeitiger|verspäteter|zahlungs\p{L}+) (?:\p{L}+ ){0,4}?[^,]*(?<![\p{L}])(?:wird|werden|entfällt|fällt|gilt|berechnen)(?![\p{L}])`,
    // what should have been, what one could do, what is to be done, and rules for every order
    String.raw`(?<![\p{L}])(?:(?:kann|können) (?:ich|wir)|(?:ich|wir) (?:kann|können))(?![\p{L}])(?!.*(?<![\p{L}])(?:bis|spätestens|binnen|innerhalb|innert|zusagen|zusichern|versprechen|garantieren|bestätigen|(?:heute|morgen|gleich|sofort)(?![\p{L}])|#))`,
    String.raw`(?<![\p{L}])(?:ist|sind)(?![\p{L}])[^,;]*(?<![\p{L}])(?:zu \p{Ll}{3,}e?n|\p{Ll}{2,5}zu\p{Ll}{3,}e?n)[\s.!]*$`,
    String.raw`(?<![\p{L}])so(?:viel|weit|fern) (?:ich|wir) (?:weiß|wissen|sehe|sehen|verstehe)(?![\p{L}])|(?<![\p{L}])(?:ist|sind|wäre|wären)(?![\p{L}])[^,;]*(?<![\p{L}])(?:möglich|erhältlich|buchbar|lieferbar|zulässig|erlaubt)[\s.!]*$`,
    // how things are since a day that is past
    String.raw`(?<![\p{L}])seit (?:gestern|vorgestern|heute|\p{L}+tag|mittwoch|letzte[rnm]?|anfang|ende)(?![\p{L}])(?!.*(?<![\p{L}])(?:werden?|wird|bis|spätestens)(?![\p{L}]))`,
    String.raw`(?<![\p{L}])bräuchten? (?:ich|wir)|(?:ich|wir) bräuchten?(?![\p{L}])`,
    String.raw`^hör(?:e|en) (?:ich|wir) (?:\p{L}+ ){0,4}?nichts(?![\p{L}])`,
    String.raw`(?<![\p{L}])hätten?(?![\p{L}])[^,;]*(?<![\p{L}])(?:sollen|müssen|können|dürfen)[\s.!]*$`,
    String.raw`^bei (?:\p{L}*bestellung(?:en)?|\p{L}*buchung|\p{L}*zahlung|\p{L}*eingang|anmeldung|abholung|anlieferung|online\p{L}+|einsendung|aufgabe) (?:bis|vor|ab|nach|über|unter|innerhalb)(?![\p{L}])`,
    String.raw`(?<![\p{L}])(?:in meiner abwesenheit|wir suchen (?:ab|eine|einen|neue|zum)|habe ich urlaub|bin ich im urlaub)(?![\p{L}])`,
  ],
  'iu',
);
