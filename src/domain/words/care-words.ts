import { phrases } from './feeling-lexicon.ts';
import type { Language } from '../languages.ts';

type PerLanguage = Readonly<Record<Language, RegExp>>;

/** Words that say: I have heard how you feel. */
export const acknowledging: PerLanguage = {
  en: phrases(
    `sorry, apologise, apologize, apologies, i understand, we understand, i can see, i can imagine, i can hear, i hear you, i see why, i see how, you are right, you're right, you have every right, no wonder, understandable, understandably, that must be, that must have, must feel, must have felt, it must be, that sounds, thank you for telling, thank you for being honest, thanks for telling, frustrating, worrying, upsetting, annoying, disappointing, should not have happened, shouldn't have happened, not how it should, nobody should, no one should, hard for you, i know how, i know that, i know it, we let you down, i would feel, in your place, hear how, don't worry, no need to worry, rest assured, good news, let me explain, let me clear, confusing, our fault, our mistake, {right/reason} to be {cross/angry/upset/annoyed/disappointed/worried/frustrated}, i can {understand/tell/feel}, {a fright/a shock/a scare/a nuisance/stressful/unsettling/unpleasant/a letdown/a let-down/worrying/unnerving/maddening/inconvenient/unacceptable/exhausting/tiring/disheartening/unfair/not good enough/too long/too many/too often}, deserve better, deserved better, your {disappointment/worry/worries/anger/frustration/concern/concerns/annoyance/patience/confusion}, you {must/may} {be/feel/have been/have felt}, how {annoying/frustrating/worrying/upsetting/disappointing/confusing/stressful}, confused you, hard to follow, made you {wait/worry}, kept you waiting, not what you {expected/hoped/wanted}, had hoped for, good that you {ask/asked/wrote/told}, good question, i see your point, point taken, we got this wrong, we were wrong, i regret`,
  ),
  de: phrases(
    `tut mir leid, tut uns leid, tut es mir leid, leid tut, entschuldig*, verzeih*, bedaure*, verstehe, verstehen, nachvollziehen, verständlich, sie haben recht, haben sie recht, mit recht, zu recht, ärgerlich, beunruhigend, enttäuschend, kein wunder, hätte nicht passieren, hätte nicht geschehen, darf nicht passieren, sollte nicht, danke dass sie ~ sagen, danke für ihre offenheit, das klingt, kann mir vorstellen, können uns vorstellen, an ihrer stelle, höre, ich weiß, ihre sorge, ihren ärger, ihre enttäuschung, keine sorge, gute nachricht*, unser fehler, lassen sie mich erklären, ich erkläre, nicht so sein, im stich gelassen, unangenehm, {ärgern/sorgen/wundern/fragen} sie sich ~ recht, {schreck/schrecken/ärger/enttäuschung/sorge/sorgen/verwirrung/frust/unmut/verdruss/wut/geduld/aufregung/stress}, {verwirrend/beunruhigend/ärgerlich/enttäuschend/frustrierend/nervig/belastend/unschön/unglücklich/misslich/unerfreulich/lästig/anstrengend/unverständlich/zu lange/zu oft/zu viele/zu viel/schwer zu verstehen/nicht leicht}, {kann/können} {ich /wir /}{gut /sehr gut /ihren /ihre /das /}{verstehen/nachempfinden}, {mehr/besseres/anderes} verdient, {gut/richtig} dass sie {fragen/schreiben/nachfragen/sich melden/es sagen/anrufen}, {nicht so/anders} {gewünscht/erwartet/erhofft/war wie}, {haben sie/hatten sie} {sich /sicher /bestimmt }~ {erschreckt/geärgert/gesorgt/gewundert/vorgestellt/gewünscht}, {bedauere/bedaure/bedauern} , {warten/schreiben/anrufen/nachfragen} mussten, das stimmt`,
  ),
  es: phrases(
    `lo siento, siento, lamento, lamentamos, disculp*, perdón, perdone, entiendo, entendemos, comprendo, comprendemos, tiene razón, tiene usted razón, comprensible, imagino, no debería haber, gracias por decir*, no se preocupe, fue culpa nuestra`,
  ),
  fr: phrases(
    `désolé*, excus*, pardon, je comprends, nous comprenons, vous avez raison, compréhensible, j'imagine, n'aurait pas dû, regrette, regrettons, merci de nous avoir dit, c'était notre faute, ne vous inquiétez pas, rassurez-vous`,
  ),
  pt: phrases(
    `lamento, lamentamos, desculp*, peço desculpa, pedimos desculpa, sinto muito, entendo, entendemos, compreendo, compreendemos, tem razão, compreensível, imagino, não devia ter, obrigado por dizer, a culpa foi nossa, não se preocupe`,
  ),
};

/** Words of apology; more than two are too many. */
export const apologising: PerLanguage = {
  en: phrases(
    `sorry, apologise, apologize, apologies, apology, beg your pardon, forgive us, forgive me, we regret, i regret, regrettably`,
  ),
  de: phrases(
    `tut mir ~ leid, tut uns ~ leid, tut mir leid, tut uns leid, entschuldig*, verzeih*, bedaure*, bitten um entschuldigung, um nachsicht`,
  ),
  es: phrases(`lo siento, siento mucho, lamento, lamentamos, disculp*, perdón, perdone`),
  fr: phrases(`désolé*, excus*, pardon, regrettons, regrette, navré*`),
  pt: phrases(`desculp*, lamento, lamentamos, sinto muito, perdão`),
};

/** Words that put something off without a time. */
export const puttingOff: PerLanguage = {
  en: phrases(
    `as soon as possible, asap, soon, shortly, in due course, get back to you, look into it, looking into it, look into this, looking into this, working on it, work on it, investigating, let you know when, keep you posted, keep you updated, we will check, i will check, i'll check, we'll check, being processed, forwarded it to, forwarded your, passed it on, at our earliest`,
  ),
  de: phrases(
    `so bald wie möglich, so schnell wie möglich, schnellstmöglich, baldmöglichst, in kürze, demnächst, bald, zeitnah, melden uns bei ihnen, melde mich bei ihnen, melden uns, kümmern uns, kümmere mich, prüfen das, prüfe das, in bearbeitung, arbeiten daran, weitergeleitet, weitergegeben, sobald wir, halten sie auf dem laufenden`,
  ),
  es: phrases(
    `lo antes posible, cuanto antes, en breve, pronto, le mantendremos informad*, lo estamos revisando, estamos trabajando en ello`,
  ),
  fr: phrases(
    `dès que possible, au plus vite, prochainement, sous peu, bientôt, nous reviendrons vers vous, tiendrons informé*, nous y travaillons`,
  ),
  pt: phrases(
    `o mais breve possível, logo que possível, o quanto antes, em breve, brevemente, entraremos em contacto, entraremos em contato, estamos a analisar, estamos analisando`,
  ),
};

/** Words that say it is done, so that no next step is owed. */
export const finished: PerLanguage = {
  en: phrases(
    `done, solved, fixed, resolved, sorted, refunded, sent, corrected, changed, cancelled, canceled, attached, enclosed, replaced, finished, completed, closed, paid, extended, activated, here is, here are, you will find, you can find, you can now, works again, below, confirmed, booked`,
  ),
  de: phrases(
    `erledigt, gelöst, behoben, erstattet, geschickt, gesendet, verschickt, berichtigt, korrigiert, geändert, gekündigt, storniert, anbei, angehängt, hängt an, im anhang, ersetzt, fertig, abgeschlossen, bezahlt, verlängert, freigeschaltet, hier ist, hier sind, hier die, sie finden, jetzt können sie, geht wieder, unten, bestätigt, gebucht, beendet`,
  ),
  es: phrases(
    `hecho, resuelto, solucionado, reembolsado, enviado, corregido, cambiado, cancelado, adjunto, adjunta, listo, aquí tiene, puede encontrar, ya puede, confirmado`,
  ),
  fr: phrases(
    `fait, résolu, réglé, remboursé, envoyé, corrigé, changé, annulé, ci-joint, terminé, voici, vous trouverez, vous pouvez, confirmé`,
  ),
  pt: phrases(
    `feito, resolvido, reembolsado, enviado, enviada, enviámos, corrigido, alterado, cancelado, em anexo, pronto, aqui está, pode encontrar, já pode, confirmado`,
  ),
};

/** Words that ask for something without a question mark. */
export const requesting: PerLanguage = {
  en: phrases(
    `please send, please tell, please give, please confirm, please let us know, please let me know, please provide, please reply, please fill, please attach, please check, please try, could you, can you, would you, kindly send, we need your, we need you, please also, {and/also} tell {me/us}, {and/also} send {me/us}, let {me/us} know {your/which/the/what/when/where/how}`,
  ),
  de: phrases(
    `bitte senden, bitte schicken, bitte nennen, bitte geben, bitte bestätigen, bitte teilen sie, bitte prüfen, bitte versuchen, bitte füllen, könnten sie, können sie, würden sie, senden sie uns, schicken sie uns, wir brauchen ihre, wir benötigen, nennen sie, sagen sie {uns/mir} {ob/wann/wie/welche*/was/wo}, {und/auch/bitte} schicken sie, {und/auch} bestätigen sie`,
  ),
  es: phrases(`por favor envíe, por favor indique, envíenos, podría, puede enviarnos, díganos`),
  fr: phrases(`veuillez, merci de nous envoyer, envoyez-nous, pourriez-vous, pouvez-vous, dites-nous`),
  pt: phrases(`por favor envie, envie-nos, poderia, pode enviar, diga-nos`),
};

/** Says that something is attached. */
export const attaching =
  /(?<!\p{L})(?:(?:i have |i've |we have |we've |is |are |please find |find |the )?attached(?! to your| by you)|(?:the |please find )?enclosed(?! by you| in your)|see attachment|in the attachment|anbei|im anhang|in der anlage|angehängt|hängt an|beigefügt|adjunto|adjunta|en adjunto|ci-joint|en pièce jointe|em anexo|segue anexo)(?!\p{L})/iu;
/** Speaks of an attachment of the customer, or of one that is wanted. */
export const attachingNot =
  /(?:not attached|wasn't attached|weren't attached|you attached|your attached|you have attached|could you attach|please attach|nicht angehängt|nicht beigefügt|war nicht dabei|sie angehängt|ihre beigefügt|no adjunt|pas joint)/iu;

/** How a letter opens; the name follows. */
export const greeting =
  /^\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|hallo|liebe[rs]?|guten (?:tag|morgen|abend)|sehr geehrte[rs]?|moin|servus|grüezi|hola|buen(?:os|as) (?:días|tardes)|estimad[oa]|bonjour|bonsoir|cher|chère|olá|oi|bom dia|boa tarde|car[oa]|prezad[oa])[\s,]+(?:(?:mr|mrs|ms|miss|dr|prof|herr|frau|señora?|sra?|monsieur|madame|mme|m|senhora?|dr|dra)\.?\s+)*(?<name>\p{Lu}[\p{L}'-]+(?:\s+\p{Lu}[\p{L}'-]+)?)\s*[,!.:–-]?\s*(?:\n|$|,|!)/iu;
/** Those who are greeted without a name. */
export const nobody = new Set(
  `team all there everyone everybody both sir madam customer friends folks zusammen alle team damen herren kunde kundin leute todos todas equipo cliente tous toutes équipe client todos equipa equipe mr mrs ms herr frau sir/madam`.split(
    ' ',
  ),
);
