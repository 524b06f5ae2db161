/**
 * How a draft talks down, whatever words it picks: it makes the customer small, mocks or waves him away, orders, blames or
 * says that it is tired of him. One table of constructions for each language; beside them stand the lexicons of single words.
 */
import type { Language } from '../languages.ts';
import { englishWider, germanWider } from './respect-frames-wider.ts';

/** A slight by its construction; `code` is the prompt it earns. */
export interface RespectFrame {
  readonly code: 'blame' | 'passive-aggressive' | 'commanding' | 'heated';
  readonly find: RegExp;
}

const table = (lines: readonly (readonly [RespectFrame['code'], string])[]): readonly RespectFrame[] =>
  lines.map(([code, source]) => ({
    code,
    find: new RegExp(String.raw`(?<![\p{L}'])(?:${source.replaceAll(/\s*\n\s*/gu, '')})(?![\p{L}])`, 'giu'),
  }));

const english = table([
  // made small
  [
    'passive-aggressive',
    String.raw`(?:so|that|until|for) even (?:you|a child|a beginner|somebody like you)|even you (?:can|could|should|will|must)|(?:explain|say|put|write|spell)[^.?!]{0,25} (?:slowly|once more for you|in words you|in simple words for|nice and slow)|(?:as|being) (?:a|an) (?:grown|adult|intelligent|educated|grown-up)[^.?!]{0,30}you|any (?:grown-?up|adult|child|toddler|idiot|fool|reasonable|sensible|normal|intelligent)[^.?!]{0,25}(?:can|could|would|knows|understands|manages)|surely (?:you|even|someone|anybody)|you(?:'d| would) think (?:that )?(?:a|an|someone|people)|(?:not|isn't|hardly) (?:rocket science|brain surgery|that hard|too difficult|exactly difficult)|do you (?:know|understand) (?:what|how) (?:a|an|to)[^.?!]{0,30}\?`,
  ],
  [
    'passive-aggressive',
    String.raw`(?:did|do|have|could) you (?:even |ever |not |maybe |actually |perhaps )?(?:try|tried|consider|considered|think of|thought of|bother|bothered)[^.?!]{0,30}(?:brain|thinking|reading|read|looking|listening|search|google)|ask (?:someone|somebody|a friend|your (?:kids?|children|son|daughter|grandchildren))[^.?!]{0,25}(?:who (?:knows|understands|can)|help|to explain)|(?:where|how|why)(?: on earth| in the world)? (?:do|did|would|could) you (?:get|come (?:up with|to)|think|believe|imagine|expect)[^.?!]{0,40}|no idea (?:why|how|where|what) you|beyond me (?:why|how) you|what makes you think|you (?:don't|do not|can't|cannot) seem to (?:grasp|understand|get|read|realise|realize|follow|care)|you seem (?:unable|incapable|not to|determined|to think)|(?:perhaps|maybe|or) (?:you(?:'d| would) like|should|shall) (?:me|us|i|we) (?:to )?(?:come|hold|do|read|press|write|bring)|(?:perhaps|maybe) (?:try|you could try|start by) (?:reading|looking|listening|thinking)|i (?:can't|cannot) imagine why you`,
  ],
  // mocked
  [
    'passive-aggressive',
    String.raw`nice try|good luck with that|(?:^|[.!?\n] ?)(?:congratulations|bravo|well done|good for you|how (?:clever|original|convenient|surprising|unusual)|what a surprise|wow|oh (?:sure|great|please|really|wonderful|right)|yeah right|poor you|aww?|boo hoo|big deal)(?=[,.!:]? (?:you(?:'ve| have)? (?:found|managed|just|broken|broke|discovered the)|we'll (?:just )?(?:drop|stop)|another|so you|then|how|why|now what))|aren't (?:you|we) (?:in|a|the|so|just)|(?:drop|stop) everything(?: (?:just )?for you)?|at your (?:beck|service day)|your (?:majesty|highness|lordship)|(?:the )?world (?:doesn't|does not) revolve|you(?:'re| are) not (?:the only|our only|alone in|special)`,
  ],
  // waved away
  [
    'passive-aggressive',
    String.raw`(?:don't|do not|fail to|can't|cannot|fail) see (?:what|why)[^.?!]{0,20}(?:fuss|problem|drama|matter|issue is|big deal|upset|complain)|(?:what|all) (?:the|this|that) (?:fuss|drama|whining|excitement)|making (?:such )?a (?:fuss|drama|mountain|scene)|much ado|storm in a tea|(?:nobody|no one|none) (?:else|of our customers) (?:has|had|ever|is|complains)|other (?:customers|people) (?:manage|don't|do not|have no|never|understand)|wasted [^.?!]{0,25}(?:on|with|by) you|we(?:'re| are) not (?:a|your) (?:charity|bank|library|hotel|nursery|kindergarten|travel agency|search engine)|and you (?:very well )?know (?:it|that)|as (?:i'm|i am|we're|we are) sure you(?:'re| are)? (?:aware|know)|as you are (?:no doubt|surely|well) aware|more important (?:customers|things|matters|cases|work|clients)|better things to do|you(?:'re| are) (?:over-?reacting|exaggerating|imagining|mistaken, dear|being (?:silly|difficult|dramatic|childish|unreasonable|ridiculous|emotional))|,? (?:dear|darling|sweetheart|honey|love|mate|buddy|pal)\.?(?=\s*$)`,
  ],
  [
    'commanding',
    String.raw`if you (?:don't|do not) like (?:it|that|this),? (?:then )?(?:just )?(?:cancel|leave|go|tough|don't|buy|find|complain|that's|it's)|(?:then )?(?:just )?(?:cancel|leave|go|return it|send it back|complain|sue us),? then|you(?:'re| are) (?:free|welcome) to (?:go elsewhere|complain|look elsewhere)|feel free to (?:complain|go elsewhere)|suit yourself|as you please|(?:deal|live|cope) with it|get over it|too bad|tough(?:\.| luck)|so be it|(?:^|[.!?\n] ?)no\.(?= (?:it|that|this|the|as|read|you|we)(?:'s| is| was| says| clearly|) (?:in|stated|written|clearly|said|agreed|signed)[^.?!]*)|that's (?:just )?(?:how it is|the way it is|not (?:my|our) (?:department|problem|job|business|concern))|(?:isn't|is not|not|hardly) (?:my|our) (?:job|task|department|business|responsibility|duty)(?: to (?:teach|explain|babysit|hold|read|chase))?|don't (?:ask|look at|come to|bother|blame) (?:me|us)`,
  ],
  // ordered
  [
    'commanding',
    String.raw`next time,? (?:please |just |maybe |perhaps )?(?:you )?(?:could |should |might |try to )?(?:read|measure|think|listen|look|pay attention|be more|take more|pay more)|(?:read|study) (?:my|our|the|your)[^.?!]{0,30} (?:again|once more|more carefully|properly|this time|for once)|(?:more|a bit more|a little more) (?:carefully|closely|attentively|patient|patience|attention|care|precise)(?: (?:this time|than that|in future|next time|from you))|be more patient|(?:have|show) (?:some|a little|more) patience|think before you|before (?:you )?(?:bother(?:ing)?|complain(?:ing)?)[^.?!]{0,20}(?:us|me|again)|(?:^|[.!?\n] ?)(?:send|pay|answer|reply|do|sign|return|call|bring|upload|read)[^.?!\n]{2,60}[.!] ?(?:now|immediately|today|at once|asap)[.!]|you (?:will|'ll) (?:just )?have to (?:wait|be|accept|live|deal|put up|learn|get used)[^.?!]{0,20}(?:like|patient|with (?:it|that)|that|than|to it|more)|learn (?:to|how to) (?:read|listen|wait)|(?<!(?:we|i|i'll|we'll|to|they) )stop (?:wasting|writing|calling|asking|complaining|sending|bothering|arguing|pretending|whining|being)`,
  ],
  // blamed
  [
    'blame',
    String.raw`you (?:must|clearly|obviously|simply|evidently|apparently|yourself)(?: have| must have)? (?:broken|broke|damaged|dropped|done something|pressed|deleted|lost|messed|ruined|misread|misunderstood|forgotten|forgot|ignored|misused|made|typed|entered the wrong|missed)|you(?:'ve| have)? (?:made|created|caused|left us with) (?:a|this|the|such a) (?:mess|mistake|problem|error|chaos)|you (?:failed|refused?|neglected|omitted|chose not|couldn't be bothered|didn't bother|did not bother)(?: to)?|your own (?:fault|doing|mistake|stupidity|problem)|(?:your|sheer) (?:carelessness|negligence|stupidity|laziness|ignorance|impatience|sloppiness|inability|stubbornness)|because of (?:you|your (?:mistake|error|carelessness))(?=[^.?!]*(?:we|i|now|everything))|you (?:keep|always|constantly|never stop) (?:asking|writing|calling|complaining|forgetting|changing|making|doing|want(?:ing)?|sending|repeating)|had you (?!any|a|the chance|already|by any)[^.?!]{3,60}, (?:we|this|i|none|it|you|there)(?:'d| would| wouldn't| could| might)?|if you (?:had (?:only |just |actually )?|'d (?:only |just )?)(?:read|listened|bothered|looked|checked|paid|followed|thought|asked|told|waited)|you (?:should|could|ought to|might) have (?:thought|known|read|checked|asked|told|considered|noticed)[^.?!]{0,25}(?:before|earlier|yourself|first|better|sooner)?|if you (?:refuse|insist|can't even|cannot even|keep (?:writing|calling|asking|complaining|sending))`,
  ],
  // tired of him
  [
    'passive-aggressive',
    String.raw`(?:has|have|had) (?:already |now )?been (?:explained|told|said|answered|communicated)[^.?!]{0,25}(?:to you|at length|several times|many times|repeatedly)|(?:won't|will not|refuse to|not going to|shall not) (?:repeat|explain|say|discuss|answer)(?: (?:myself|this|it|that|again))|(?:hope|trust|assume|suppose) (?:that )?(?:this|that|it)(?:'s| is| has been)?[^.?!]{0,12}(?:finally|at last|clear enough|sunk in)|(?:once and )?for the (?:last|third|fourth|fifth|hundredth|umpteenth|final) time|(?:as|like) (?:i|we)(?:'ve| have)? (?:said|told|explained|wrote|written|mentioned|pointed out)[^.?!]{0,15}(?:already|twice|before|several|times|again)|how (?:often|many times) (?:do|must|should|have) (?:i|we)|(?:tired|sick|weary|fed up) of (?:you|your|this|explaining|repeating|answering)|(?:can't|cannot|not) be expected to|(?:babysit|nanny|spoon-?feed|hold your hand|(?:not|i'm|am i|we're|are we) your (?:servant|slave|mother|mum|secretary|maid))|it clearly (?:says|states)|clearly (?:says|states)|says so (?:on|in|right)|(?:first|top) (?:result|hit) (?:when|if|on)(?! you search for "| our)[^.?!]{0,30}(?=seriously|really|obviously)|seriously\?`,
  ],
  ...englishWider,
]);

const german = table([
  [
    'passive-aggressive',
    String.raw`(?:damit|dass|bis|so dass) (?:auch|sogar|selbst) (?:sie|ein kind|ein anfänger)(?= (?:es|das|ihn|sie|mitkommen|verstehen|folgen))|(?:auch|selbst|sogar) (?:sie|ein kind|ein laie)(?= [^.?!]{0,30}(?:verstehen|können|schaffen|begreifen|hinbekommen|kapieren))|(?:erkläre|erklären|sage|wiederhole|schreibe)[^.?!]{0,40}(?:ganz langsam|zum mitschreiben|noch einmal langsam|für sie noch einmal|extra für sie)|(?:als|für einen?) (?:erwachsene[rn]?|normaler?|gebildete[rn]?|vernünftige[rn]?) (?:mensch(?:en)?|kunde[n]?|person)|jede[rs] (?:erwachsene|kind|laie|normale|vernünftige|anfänger|idiot)[^.?!]{0,30}(?:könnte|weiß|versteht|begreift)|werden sie (?:ja |doch )?(?:wohl |gerade )(?:noch )?[^.?!]{0,60}|(?:werden|können) sie[^.?!]{0,40}(?:ja wohl|doch wohl|wohl noch|gerade noch|ja noch)[^.?!]{0,30}(?:schaffen|aufbringen|können|hinbekommen|lesen|warten|hinkriegen)|(?:kein|doch kein|nun wirklich kein|wirklich kein) (?:hexenwerk|kunststück|problem für|geheimnis|raketen\p{L}*)`,
  ],
  [
    'passive-aggressive',
    String.raw`(?:haben|hatten) sie[^.?!]{0,40}(?:mal |auch mal |schon mal |überhaupt |eigentlich |vielleicht )[^.?!]{0,20}(?:nachgedacht|gelesen|nachgesehen|hingeschaut|zugehört|gesucht|gegoogelt|überlegt)|fragen sie (?:doch |halt |einfach |am besten |mal )*(?:jemand\p{L}*|einen? (?:bekannte|freund|fachmann|nachbar)\p{L}*|ihre (?:kinder|enkel|tochter))[^.?!]{0,40}|(?:keine|nicht die geringste) (?:ahnung|idee),? (?:wie|warum|wieso|wo|woher) sie|(?:wie|warum|wieso) (?:kommen|glauben|meinen|denken) sie (?:eigentlich |denn |überhaupt |bloß |nur )?(?:darauf|dass|auf)|sie scheinen (?:es |das |ja )?(?:nicht|nichts|unfähig|kaum)|(?:soll ich|möchten sie,? dass ich|soll ich ihnen) (?:vielleicht|etwa|auch noch)|vielleicht (?:lesen|schauen|versuchen|denken|probieren) sie (?:mal|doch|einfach|erst)|mir (?:schleierhaft|ein rätsel|unbegreiflich|nicht klar)[^.?!]{0,15} (?:wie|warum|wieso|was) sie`,
  ],
  [
    'passive-aggressive',
    String.raw`netter versuch|viel (?:glück|spaß) (?:damit|dabei)|(?:^|[.!?\n] ?)(?:glückwunsch|gratulation|bravo|gratuliere|respekt|na (?:toll|super|so was|bravo|dann|sowas)|ach (?:was|nein|wirklich|gott)|oh (?:nein|weh|je)|wie (?:schlau|originell|überraschend|schön für)|welch eine überraschung|sie arme[rs]?)(?=[,.!:]? (?:sie haben|da haben))|(?:klar|natürlich|sicher)[,.!]? (?:für sie lassen wir|wir lassen (?:natürlich |gern )?alles)|sie haben es (?:ja |aber )+(?:heute )?(?:eilig|wichtig|gut)|alles stehen und liegen|nicht (?:der|die) einzige (?:kunde|kundin)|die welt dreht sich nicht|bei allem respekt|mit verlaub|in aller deutlichkeit`,
  ],
  [
    'passive-aggressive',
    String.raw`(?:verstehe|sehe|begreife)[^.?!]{0,20}(?:die (?:ganze )?aufregung|das (?:ganze )?(?:problem|theater|drama)|ihren ärger|worüber sie sich)[^.?!]{0,10}nicht|(?:die|diese|so viel|das ganze) (?:aufregung|theater|gejammer|drama)|(?:jetzt|nun|da|hier|sie) (?:übertreiben|übertreibst|dramatisieren)|übertreiben sie|(?:niemand|keiner) (?:sonst|anders|unserer kunden)[^.?!]{0,20}(?:beschwert|gemeldet|probleme)|(?:bei )?(?:allen )?ander(?:en|e) kunden[^.?!]{0,25}(?:funktioniert|schaffen|beschwer\p{L}+)|komischerweise|merkwürdigerweise|an sie verschwendet|(?:zeit|stunde\p{L}*)[^.?!]{0,20}verschwende\p{L}*|alle anderen (?:verstehen|schaffen|kommen|begreifen)|wir sind (?:hier )?(?:doch )?kein(?:e)? (?:wohltätigkeits|wohlfahrts|kindergarten|wunschkonzert|auskunft|hotel|bank|bibliothek)\p{L}*|das wissen sie (?:auch|genau|selbst|sehr wohl)|wie ihnen (?:sicher|ja|eigentlich|durchaus|hoffentlich) bekannt|wichtigere (?:kunden|dinge|aufgaben|fälle|sachen)|besseres zu tun|steht (?:doch |ja |so )+[^.?!]{0,25}(?:klar|deutlich|drauf|drin|auf der|in (?:den|der|unseren)|im vertrag|agb)|nicht zu übersehen`,
  ],
  [
    'commanding',
    String.raw`(?:wenn|falls) (?:es ihnen|das ihnen|ihnen das|ihnen etwas) nicht (?:passt|gefällt),? (?:dann |kündigen|gehen|lassen|suchen|kaufen)|(?:kündigen|schicken|lassen|gehen|beschweren|machen|nehmen) sie[^.?!]{0,15} (?:halt|eben|doch|dann)(?: |[.!])|dann (?:kündigen|gehen|lassen|schicken|beschweren) sie[^.?!]{0,20}(?:eben|halt|doch|es)|(?:von mir aus|meinetwegen)(?!,? (?:gern|können|jederzeit))|finden sie sich (?:damit )?ab|(?:damit|daran) (?:müssen|werden) sie (?:leben|sich gewöhnen|sich abfinden)|pech (?:gehabt)?\.|(?:^|[.!?\n] ?)nein\.(?= (?:steht|das steht|es steht|lesen|wie gesagt|so steht)[^.?!]*)|nicht (?:meine|unsere) (?:aufgabe|abteilung|baustelle|sache|angelegenheit)|dafür bin ich nicht|dafür sind wir nicht (?:zuständig|da)|geht mich nichts an|fragen sie nicht mich`,
  ],
  [
    'commanding',
    String.raw`(?:nächstes|das nächste|beim nächsten) mal[^.?!]{0,20}(?:lesen|messen|prüfen|überlegen|denken|zuhören|fragen|schauen|besser|vorher|genauer|aufpassen|nach)|(?:lesen|messen|prüfen|schauen|überlegen|informieren|denken) sie[^.?!]{0,30}(?:erst einmal|erst mal|erstmal|doch erst|vorher|eben|besser|genauer|gefälligst|richtig|diesmal|nächstes mal|noch einmal, diesmal)|(?:doch|erst|erstmal)[^.?!]{0,20}, bevor sie (?:uns |mich |hier )?(?:schreiben|anrufen|sich beschweren)|bevor sie (?:uns |mich |hier )?(?:belästigen|stören)|gefälligst|(?:etwas|ein bisschen|ein wenig|mehr) geduld[^.?!]{0,15}(?:aufbringen|bitte schön|darf man|erwarten|haben)|(?:^|[.!?\n] ?)(?:schicken|senden|zahlen|überweisen|antworten|unterschreiben|bringen|rufen|lesen)[^.?!\n]{2,60}[.!] ?(?:sofort|jetzt|umgehend|heute noch|auf der stelle)[.!]|sehen sie (?:bitte |künftig |in zukunft )?von (?:weiteren|solchen)|(?:rate|empfehle) ihnen[^.?!]{0,10},? sich (?:zu )?(?:beruhigen|mäßigen|zusammenzureißen)|hören sie (?:endlich |doch |bitte )?auf|lernen sie (?:erst|lesen)|reißen sie sich|mäßigen sie|stellen sie sich nicht so`,
  ],
  [
    'blame',
    String.raw`(?:das |da |den schaden )?(?:müssen|werden|haben) sie (?:wohl |sicher |bestimmt |offenbar |offensichtlich |selbst |selber |wahrscheinlich )+[^.?!]{0,40}(?:kaputt|beschädigt|gemacht|verursacht|gelöscht|verloren|vergessen|eingebrockt|übersehen|verschuldet|falsch)|selbst (?:eingebrockt|schuld|verschuldet|verursacht|zuzuschreiben)|sie haben[^.?!]{0,50} nicht (?:angegeben|beachtet|gelesen|mitgeteilt|beigefügt|gesagt|geschickt)[^.?!]{0,10},? (?:also|daher|deshalb|deswegen|da kann|und nun|darum)|(?:ihre|für ihre|wegen ihrer) (?:schusseligkeit|unachtsamkeit|nachlässigkeit|dummheit|faulheit|schlamperei|ungeduld|unfähigkeit|fehler|vergesslichkeit|sturheit)|sie (?:fragen|schreiben|rufen|wollen|beschweren sich|vergessen|ändern|verlangen|fordern)[^.?!]{0,10} (?:immer|ständig|dauernd|andauernd|immer wieder|schon wieder|jedes mal)|wenn sie sich weigern|sie weigern sich|(?:hätten|hättest) sie[^.?!]{0,60}(?:gelesen|zugehört|überlegen müssen|vorher|gefragt|geprüft|aufgepasst|wüssten|wären)|hätten sie (?!zeit|noch|interesse|fragen|lust|bitte|vielleicht)[^.?!]{3,80}, (?:müssten|wären|hätten|wüssten|bräuchten|könnten|stünden)|(?:das|es) hätten sie[^.?!]{0,40}(?:müssen|sollen|können|wissen)|wären sie (?:\p{L}+ ){0,2}(?:aufmerksamer|sorgfältiger|vorsichtiger|pünktlich)|sie wollen immer`,
  ],
  [
    'passive-aggressive',
    String.raw`(?:wurde|worden|habe|haben)[^.?!]{0,30}(?:bereits|schon|mehrfach|ausführlich|zigmal|oft genug|lang und breit|mehrmals|zweimal|dreimal)[^.?!]{0,30}(?:erklärt|gesagt|mitgeteilt|beantwortet|erläutert|geschrieben)|(?:wiederhole|wiederholen) (?:mich|uns|wir uns|ich mich) (?:nicht|nur ungern|ungern|nicht noch)|ich wiederhole mich|(?:hoffe|hoffen|nehme an|denke)[^.?!]{0,15}(?:ist|war|wird)[^.?!]{0,15}(?:jetzt|nun|damit) (?:endlich|hoffentlich|ein für alle)|endlich (?:klar|verstanden|angekommen|begriffen)|zum (?:letzten|dritten|vierten|fünften|x-ten|hundertsten|wiederholten) mal|wie oft (?:soll|muss|sollen|denn)|(?:leid|müde|satt)(?![\p{L}])[^.?!]{0,10}, (?:ihnen|das|immer|ihre)|kindermädchen|babysitter|dienstmädchen|(?:nicht|bin ich|sind wir) ihre? (?:diener|sekretärin|mutter|mutti|butler|leibeigene\p{L}*)|(?:kann|können) (?:man|wir|ich) (?:von (?:mir|uns) )?nicht (?:erwarten|verlangen)|ernsthaft\?`,
  ],
  ...germanWider,
]);

/** The frames of a language; none where nobody has written them. */
export const respectFrames: Readonly<Partial<Record<Language, readonly RespectFrame[]>>> = { en: english, de: german };
