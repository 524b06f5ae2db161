/**
 * What is announced rather than said of oneself: "Next update by 14:00", "Callback arranged for Friday", "Your money back by
 * Monday"; the time that is asked for ("Give me until Thursday"); and plain statements of what somebody of the house does at a
 * time ("I fix the import tonight", "they'll have an answer for you by two"). Verbs are not listed: what is not named as idle
 * counts, and a time must be said.
 */
import { quick, quickOf } from './quick-letters.ts';
import { anyOf, type PromisingClause, thirdParties } from './spoken-promise-grammar.ts';

const gift =
  anyOf(`(?:status |progress |next )?updates?, answers?, reply, replies, response, feedback, decision, results?, reports?, analysis, quotes?, quotation, estimate, invoice, credit(?: note)?, refund,
  money back, replacement, repair, fix, patch, hotfix, rollout, release, call-?back, call(?: back)?, visit, delivery, collection, pick-?up, installation, inspection, appointment,
  labels?, link, codes?, voucher, contract, copy, copies, statement, confirmation, details, numbers, figures, draft, proofs?, samples?, (?:new |spare )?parts?, keys?, cards?, documents?, paperwork, certificate,
  tickets?, news, solution, eta, dispatch, shipment, handover, follow-?up, restart, file, pdf, forms?, summary, proposal, plan, photos, minutes, transfer, payment to you, go-live, engineer, technician, repairs, work, password, login, access, seat, room, table, values, attempt, slot, time window`);
const opener = `(?:(?!(?:for|to|after|before|of|in|on|at|with|from|about|re|regarding|as|per|by|thanks?|no|not|please|any|i|we|you|they|he|she|it|what|when|why|how|if|standard|usual|normal|average|opening|office|free|sale|last|latest|regular|typical|minimum|maximum|express|his|her|their|me|us|kindly|just|send|return|bring|give|take|call|ring|email|mail|sign|pay|let|upload|fill|check|read|see|join|book|order|get|buy|ask|confirm|collect|print|keep|complete|provide|submit|forward|attach|post|text|tell|make|have)(?![\\p{L}]))[\\p{L}\\d'/-]+ )`;
/** No verb of its own, or one that says "is arranged". */
const headed = quickOf(
  `^(?:${opener}{0,4}?(?:${gift})(?:(?: to your| on your| for your| about| of| from us| by us| with us)[\\p{L}\\d ]{0,40}?)?|next (?:steps?|move|stop))(?<rest>(?:[,:–—-]| (?:by|on|at|in|for|from|to|with|before|within|no later|around|this|next|today|tomorrow|tonight|due|ready|back|coming|arranged|scheduled|booked|set|planned|promised|confirmed|expected|agreed|early|late|first|mid|later|serviced|and ready|latest|following|under|follows?|goes (?:out|off|live)|comes|leaves|ships|arrives)(?![\\p{L}]))[^]*)$`,
  'iu',
);
const verb = quick(
  /(?<![\p{L}])(?:i|you|we|they|he|she|it)(?![\p{L}])|(?<![\p{L}\d'])(?:is|are|was|were|has|have|had|will|can|could|should|would|must|may|might|do|does|did|am|be|please|needs?|takes?|took|depends?|failed|arrived|came|went|sent|got|ended|expires?|valid|closed|received|overdue|missing|required|within \d+ days of|per|each|every)(?![\p{L}])|'(?:ll|s been|re|ve|m|d)(?![\p{L}])/iu,
);
/** "Your inspection has been booked for the 24th", "Repair's set for Monday". */
const settled = quick(
  /^(?<thing>[^,;:]{3,60}?)(?:(?:'s| is| are| has| have|'ve)(?: now| also| already| all)?(?: been)?(?: now| also| already)?)? (?:booked(?: in)?|scheduled|arranged|lined up|pencilled in|set up|set|planned|timetabled|slotted in|down|agreed|confirmed|fixed|earmarked|due (?:out|back|from us|with you|to (?:arrive|leave|ship)))(?![\p{L}])[^]*?(?<![\p{L}])(?:for|on|at|by|in|tomorrow|tonight|today|this|next)(?![\p{L}])/iu,
);
const asksTime = quick(
  /(?:^|[,:;–—] ?|(?<![\p{L}])(?:and|so|but|just|please|kindly) )(?:give|allow|grant|gimme|spare)(?: (?:me|us|him|her|them|(?:the|our) \p{L}+))?(?![\p{L}]) (?:just |about |another |only |a little |until |till |up to )*[^]*/iu,
);
const asksOther =
  /(?:give|allow|spare) (?:me|us) (?:an? (?:call|ring|shout|chance|hand|reason|bell|moment of)|your|the|access|permission|to know|more (?:details|information)|feedback)/iu;
/** A plain statement: no question of tense but the base form beside "I" and "we". */
const plain = quick(
  /(?:^|[,:;–—] ?|(?<![\p{L}])(?:and|so|then|but|tonight|tomorrow|today|day|afterwards) )(?<who>i|we)(?: (?:then|also|now|personally|both|all|just|myself|gladly|simply))? (?<verb>[\p{L}]{2,})(?![\p{L}'])(?<rest>[^]*)/iu,
);
const noPlain = quickOf(
  `^(?:${anyOf(`[\\p{L}]+ed, am, are, was, were, have, had, has, do, did, don't, can, can't, could, should, would, will, shall, may, might, must, need, want, know, knew, think, thought, hope, like, love, wish, feel, felt, believe,
    understand, understood, see, saw, hear, heard, remember, forgot, guess, suppose, assume, agree, regret, apologise, apologize, appreciate, look, live, work, stay, leave, left, went, go, come from, got, get, gave, sent, spoke, wrote, told, said,
    took, made, found, came, rang, built, bought, brought, thank, ask, trust, expect, wait, prefer, recommend, suggest, doubt, fear, owe, own, seem, mean, meant, use, usually, always, never, only, still, really, often, normally, open, close, accept,
    offer, sell, speak, charge, run, start, kept, put, read, began, met, ran, lost, held, paid, stood, try, won't, wouldn't, couldn't, shouldn't, haven't, hadn't, hasn't, weren't, wasn't, aren't, ship to, serve, sat, slept, travel, celebrate, eat, move, sleep, finish at, in, on, at, and, or, for, who, that`)})$`,
  'iu',
);
/** They, he and she of whom the sentence before spoke, with what they do for the customer. */
const others = quick(
  /(?:^|[,:;–—] ?|(?<![\p{L}])(?:and|so|then|but|who) )(?:(?:they|he|she)(?:'ll| will|'re going to|'s going to)|who(?:'ll| will|'s going to| is going to)|(?:they|he|she)(?:'s|'re| is| are)(?= \p{L}+ing)) (?<verb>\p{L}+)(?<rest>[^]*)/iu,
);
const idle = quick(
  /^(?:be (?!with|at|in touch|there|round|back to)|have (?:to|a (?:nice|good|great))|need|want|like|love|see|know|think|hope|wait|stay|remain|not|never|only|probably not|charge|close|open|expire|look like|require|decide|enjoy|understand|travel|move|go on|leave on|sign|pay us|pick (?:it|them) up)(?![\p{L}])/iu,
);
const served = quick(/(?<![\p{L}])(?:you|yours?|u|the|it|them|this|that|a|an)(?![\p{L}])/iu);
/** "I'm having the shop send you a lid", "I've got Dana looking into it". */
const setting = quick(
  /(?<![\p{L}'])(?<who>I|i|[Ww]e)(?:(?:'m|'re| am| are) (?:having|getting)|(?:'ve| have) got|(?:'ll| will) (?:have|get)) (?<whom>(?:the|our|my|someone|somebody|a|one of our|\p{Lu}\p{Ll}+)(?: [\p{L}]+){0,3}?) (?:to )?(?!(?:with|for|in|on|at|and|by|of|ready)(?![\p{L}]))(?:\p{L}{3,})(?=[^]*(?<![\p{L}])(?:you|your|it|this|them|that)(?![\p{L}]))/u,
);
/** "My aim is to", "Our goal: to". */
const aiming = quick(
  /(?<![\p{L}])(?:my|our) (?:aim|goal|plan|intention|target|objective) (?:is|here is|would be)(?: to)? /iu,
);
/** "It'll be me who picks you up". */
const cleft = quick(
  /(?<![\p{L}])[Ii]t(?:'ll| will) be (?:me|us|my|our|\p{Lu}\p{Ll}+)[^,]{0,30}? (?:who|that)(?:'ll| will)? (?=\p{L})/u,
);
/** "Nothing gets billed before you've signed". */
const barred = quick(
  /^(?:nothing|no (?:fee|charge|payment|reminder|invoice|money))s? (?:gets|get|is|are|will be|'ll be) (?:billed|charged|taken|debited|deleted|changed|sent|collected|due|moved|thrown|booked)(?![\p{L}])/iu,
);
/** "Expect delivery on", "Look for it on". */
const expecting =
  /^(?:(?:so|and|please|you can|you may|you should) )*expect (?!you|me |us |long|delays?|longer|higher|traffic|queues|rain|snow|to (?:pay|be charged|wait)|a (?:delay|charge|fee))/iu;
/** "By Friday your old contract will have been wound up": what is done with a thing, whoever does it. */
const doneTo = quick(
  /(?<![\p{L}'])(?:your|the|our|both|all|an?|this|that|these|those)(?: [\p{L}\d'-]+){1,5}?(?:'ll| will| shall| is going to| are going to)(?: also| then| all| both| now)? (?:be|have been|get|be getting)(?: \p{L}+ly| all| both)? (?!(?:charged|billed|debited|deducted|renewed|required|asked|expected|suspended|terminated|stored|recorded|considered|needed|used|shown|displayed|held|played|redirected|prompted|locked|blocked|shut|worth|open|closed|opened|staffed|late|due|invoiced|published|announced|decided|performed|postponed|fined|valid|moved to the)(?![\p{L}]))(?!(?:good|bad|great|glad|sad|hard|cold|hot|different|important|sufficient|present|absent|excellent|tired|interested|delighted|pleased|worried|pleasant|silent|wet)(?![\p{L}]))(?<done>\p{L}+(?:d|t|n|put|done))(?![\p{L}])/iu,
);
/** "Your deposit gets paid back", "our secretary will be in touch": with the customer in it, soon or on a condition is enough. */
const toYou = quick(
  /(?:gets?|will be|'ll be|(?:is|are) being) \p{L}+(?:ed|t|d|n)(?: back| over| out)?(?: to you(?:r| )| for you)?(?![\p{L}])/iu,
);
const inTouch = quick(
  /(?:^|, )(?<name>(?:(?:[Mm]y|[Oo]ur|[Tt]he|[Aa]|[Ss]ome(?:one|body)|\p{Lu})[\p{L}.' -]{2,40}?))(?:'ll| will| is going to) (?:be (?:back )?in touch|get (?:back )?(?:in touch|to you)|contact you|call you|ring you|phone you|write to you|reach out|visit you|see you)(?![\p{L}])/u,
);
const ourCommitment = quick(
  /(?<![\p{L}])(?:our|my|the) [\p{L} -]{2,30}? (?:is|are) (?:committed to|determined to|going to make sure|working to have|working towards|aiming to)(?![\p{L}])/iu,
);
/** "Heating will be back on by tonight". */
const restored = quick(
  /(?<![\p{L}])(?:power|heating|hot water|water|gas|internet|service|access|wi-?fi|electricity|phones?|lines?|network|website|site)(?:'ll| will| is going to) be (?:back|on|restored|working|up|available again|running)(?![\p{L}])/iu,
);
/** "Both bikes serviced and ready for you on Saturday". */
const readied = quick(
  /^(?:both|all|your|the|everything) [\p{L}' -]{2,40}?ready (?:for you|to collect|for collection|for pick-?up|to go|to be collected)(?![\p{L}])/iu,
);
/** What is ours to pay. */
const onUs = quick(
  /(?:is|are|'s|will be|goes) (?:on us|on the house|at our (?:own )?expense|our treat|covered by us|on our account)(?![\p{L}])/iu,
);
/** "We can have it ready by Thursday": to be able by a deadline is to promise; on a day it is an offer. */
const ableBy = quick(
  /(?<![\p{L}])(?<who>i|we) can (?:have|get|do|manage|finish|complete|deliver|sort)(?![\p{L}])[^,;]*(?<![\p{L}])(?:by|before|within|no later than)(?![\p{L}])|(?<![\p{L}])(?<who2>i|we)(?: should have (?=[^,;]*(?:by|before|within) )|(?:'ll| will) be able to (?:tell|give|send|let|confirm|offer|deliver|call|show|say)(?![\p{L}]))/iu,
);
const youAre = quick(
  /(?<![\p{L}])you(?:'re| are) (?:now |all )?(?:booked|down|scheduled|pencilled|slotted|in the diary|registered|first|next|on) (?:in |on |for |with )/iu,
);
/** Anybody's deed to a thing: "our glazier measures the window", "one of us is going to sit down with you". */
const deed = quick(
  /^(?<thing>(?:(?:[Oo]ur|[Mm]y)(?: [\p{L}'-]+){1,3}?|(?:[Oo]ne|[Tt]wo|[Bb]oth|[Ss]ome) of (?:us|our|my)(?: [\p{L}'-]+){0,2}?|[Aa]n?(?: [\p{L}'-]+){1,3}?|[Tt]he(?: [\p{L}'-]+){1,3}?|(?:(?:Mr|Mrs|Ms|Dr)\.? )?\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?(?: (?:from|in) [\p{L}]+)?)) (?<verb>(?:will|is going to|are going to) (?:personally |also |then |both )?\p{Ll}+|(?:is|are) \p{Ll}+ing|\p{Ll}{2,}s|(?<=s )\p{Ll}+)(?<rest> [^]*)/u,
);
const deedStart = quick(
  /(?<=^|[,:;–—] ?|(?<![\p{L}])(?:and|so|then|but|tomorrow|today|tonight|day|noon|\d|am|pm|week|month|morning|afternoon|evening|nine|ten|eleven|twelve|one|two|three|four|five|six|seven|eight) )(?=[\p{L}])/gu,
);
const idleDeed = quick(
  /(?:^|\s)(?:is|are|was|has|have|had|says?|said|seems?|costs?|takes?|lasts?|runs?|ends?|starts?|begins?|opens?|closes?|expires?|departs?|means?|needs?|wants?|likes?|loves?|shows?|looks?|depends?|remains?|stays?|contains?|includes?|works?|allows?|requires?|asks?|knows?|thinks?|hopes?|believes?|belongs?|fits?|rises?|falls?|strikes?|meets?|plays?|reads?|told|went|came|got|made|sent|took|left|called|be|see|love|like|need|want|have|know|think|expect|\p{L}+ed|at|in|on|for|of|and|or|to|with|from|by|as|not|can|could|may|might|must|should|would|will|this|that|who|which|if)$/u,
);
const object = quick(/^ (?:\p{L}+ ){0,2}?(?:you|your|yours|it|them|the|this|that|both|all|his|her|an?)(?![\p{L}])/iu);
/** Things that come to the customer, with the short "'s". */
const coming = quick(
  /(?<![\p{L}])(?:your |the |a |an |both |all )?(?:[\p{L}-]+ ){0,2}?[\p{L}-]+(?:'s|'re| is| are) (?:coming|heading|on (?:its|their|the) way|going|winging its way|making its way)(?: straight| right)?(?: back| out| over| off)? (?:your way|to you|to your|back to you|out to you|in the post)/iu,
);
/** What the customer gets, in the plain present or after another's future. */
const getting = quick(
  /(?:^|[,:;–—] ?|(?<![\p{L}])(?:and|so|then|but) )you(?: then| also)? (?:get|receive|have|should (?:have|get|receive)|(?:'ll|will) (?:be hearing from|hear (?:back|more|the|our)|then (?:get|receive|have|hear))) (?!to(?![\p{L}])|the option|a choice|questions?|any|until|till|used|no(?![\p{L}]))/iu,
);
/** Said of what is not sure, or is told. */
const doubted = quick(
  /(?<![\p{L}])(?:whether|don't (?:expect|think|know|believe)|do not (?:expect|think|know)|doubt|not sure|unclear|who knows|no idea|wonder)(?![\p{L}])/iu,
);
const worldly = quick(
  /(?<![\p{L}])(?:sun|rain|snow|weather|council|government|police|customer|user|tenant|buyer|seller|employer|employee|landlord|app|page|system|website|button|browser|screen|device|machine|light|battery|programme|software|update|contract|policy|warranty|guarantee|insurance|price|fee|package|subscription|membership|tariff|law|court|judge|election|manual|guide|article|rent|interest|tax|temperature|airline|airport|road|bridge|people|child|children|wife|husband|son|daughter|friends?|neighbours?|neighbors?)$/iu,
);
const nobody = quick(
  /^(?:it|this|that|what|there|here|please|thanks|sorry|then|now|today|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|everyone|everybody|nobody|you|i|we|they|he|she|let|if|when|should|could|would|can|do|does|how|why|who|where|thank|dear|hi|hello|just|once|after|before|since|because|although|while|until|unless|whether|as|so|and|but|or|not|no|yes|your|nothing|everything|something|anything|in|on|at|by|for|to|with|from)(?![\p{L}])/iu,
);
const isTheirs = (thing: string) => /(?<![\p{L}])(?:your|his|her|their)(?![\p{L}])/iu.test(thing);
const noTouch = quick(
  /(?<![\p{L}])(?:your|his|her|their) (?:landlord|bank|insurer|insurance|lawyer|wife|husband|son|daughter|boss|school)|lawyer|solicitor|bank|police|council tax/iu,
);
/** What takes place for everybody, or is done to the customer. */
const event = quick(
  /(?<![\p{L}])(?:access will be blocked|blocked|concert|match|meeting|event|course|class|show|film|train|flight|bus|market|sale|offer|prices?|fees?|rates?|office|shop|store|road|night will|webinar|orders?|calls|cookies|data will|applications?|charged|billed|renewed|deducted|debited|suspended|stored|recorded|considered|invoiced|fined|locked)(?![\p{L}])/iu,
);
const foreign = quick(/(?<![\p{L}])(?:payment is|payment due|your bank|your insurer|your landlord)(?![\p{L}])/iu);

/** Reads what the narrower forms did not. */
export function readAnnounced(clause: string): PromisingClause | null {
  const others = clause.replaceAll(/(?<!\p{L})(?:our|my) (?:\p{L}+ )?\p{L}+/giu, '');
  if (foreign.test(clause) || thirdParties.test(others) || doubted.test(clause)) return null;
  const bare = clause.replace(
    /^(?:(?:and|but|so|then|ok(?:ay)?|sure(?: thing)?|yes|great|right|hi|hello|hey|well|done deal|good news|also|thanks)(?: \p{Lu}\p{Ll}+)?[,:!–-]? )+/iu,
    '',
  );
  return (
    readHeaded(bare, clause) ??
    readSettled(bare, clause) ??
    readAskedTime(clause) ??
    readAnybody(clause) ??
    readPlain(clause)
  );
}

function readHeaded(bare: string, clause: string): PromisingClause | null {
  // "Happy to sort this: new password in two minutes"
  const tail = bare.split(/[:–—,] /u).at(-1) ?? bare;
  const match = headed.exec(bare) ?? (verb.test(bare) ? headed.exec(tail) : null);
  if (match === null || verb.test(match[0].replace(/(?:to you|for you|with you|from us|by us|to us)/giu, ' ')))
    return null;
  if (bare.includes('?') || bare.split(/\s+/u).length > 18) return null;
  return { ...promised('we', clause.indexOf(match[0])), needsTime: true };
}

function readSettled(bare: string, clause: string): PromisingClause | null {
  const match = settled.exec(bare);
  const thing = match?.groups?.['thing'] ?? '';
  if (
    match === null ||
    /(?<![\p{L}'])(?:i|you|they|he|she|who|not|was|were|had|will|to|must|can|should|have to|meeting|flight|train|concert|if|when|please|kindly|whether)(?![\p{L}])/iu.test(
      thing,
    )
  )
    return null;
  return promised('we', clause.indexOf(bare));
}

function readAskedTime(clause: string): PromisingClause | null {
  const match = asksTime.exec(clause);
  return match === null || asksOther.test(match[0]) ? null : promised('i', match.index);
}

function readAnybody(clause: string): PromisingClause | null {
  const set = setting.exec(clause);
  if (set !== null) return { ...promised(set.groups?.['who'] ?? 'i', set.index), needsTime: false };
  const aim = aiming.exec(clause);
  if (aim !== null) return { ...promised('i', aim.index + aim[0].length), strength: 'weak' };
  const cleaved = cleft.exec(clause);
  if (cleaved !== null) return promised('i', cleaved.index + cleaved[0].length);
  if (barred.test(clause)) return { ...promised('we', 0), needsTime: 'or-condition' };
  if (expecting.test(clause) || coming.test(clause) || ourCommitment.test(clause)) return promised('we', 0);
  if (onUs.test(clause)) return { ...promised('we', 0), needsTime: false };
  const able = ableBy.exec(clause);
  if (able !== null) return promised(able.groups?.['who'] ?? able.groups?.['who2'] ?? 'we', able.index);
  if (youAre.test(clause) || restored.test(clause) || readied.test(clause)) return promised('we', 0);
  const touched = inTouch.exec(clause);
  if (touched !== null && !noTouch.test(clause))
    return {
      ...promised('we', touched.index),
      who: { kind: 'named', name: touched.groups?.['name'] ?? null },
      needsTime: false,
    };
  const done = doneTo.exec(clause);
  if (done !== null && !event.test(done[0])) return { ...promised('we', done.index), needsTime: 'or-condition' };
  if (
    /^(?:your|both|all|the) /iu.test(clause) &&
    toYou.test(clause) &&
    /(?<![\p{L}])your?(?![\p{L}])/iu.test(clause) &&
    !event.test(clause)
  )
    return { ...promised('we', 0), needsTime: 'or-condition' };
  const got = getting.exec(clause);
  if (got !== null) return promised('we', got.index);
  const acted = [...clause.matchAll(deedStart)].find(({ index }) => isDeed(clause.slice(index)));
  if (acted !== undefined) return { ...promised('we', acted.index), needsTime: 'or-condition' };
  const other = others.exec(clause);
  if (other === null || idle.test(`${other.groups?.['verb'] ?? ''}${other.groups?.['rest'] ?? ''}`)) return null;
  return served.test(other.groups?.['rest'] ?? '') ? promised('we', other.index) : null;
}

function isDeed(from: string): boolean {
  const { thing = '', verb: said = '', rest = '' } = deed.exec(from)?.groups ?? {};
  const isOurs = /^(?:our|my|(?:one|two|both|some) of)(?![\p{L}])/iu.test(thing);
  if (
    idleDeed.test(said) ||
    thing === '' ||
    event.test(thing) ||
    worldly.test(thing) ||
    nobody.test(thing) ||
    isTheirs(thing)
  )
    return false;
  if (!isOurs && !/s$|ing$|^(?:will|is|are) /u.test(said)) return false;
  return object.test(rest);
}

function readPlain(clause: string): PromisingClause | null {
  const match = plain.exec(clause);
  if (match?.groups === undefined) return null;
  const { who = 'i', verb: said = '', rest = '' } = match.groups;
  if (noPlain.test(said) || said.endsWith('ing') || clause.includes('?')) return null;
  if (!served.test(rest)) return null;
  return promised(who, match.index + match[0].length - said.length - rest.length);
}

function promised(who: string, from: number): PromisingClause {
  return {
    who: { kind: /^i$/iu.test(who) ? 'I' : 'we', name: null },
    strength: 'firm',
    from: Math.max(0, from),
    needsTime: true,
  };
}
