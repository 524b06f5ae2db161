/** How English promises, and how it only seems to. */
import { quick, quickOf } from './quick-letters.ts';
import { readAnnounced } from './spoken-promise-english-announced.ts';
import { readEvent } from './spoken-promise-english-events.ts';
import { readWider } from './spoken-promise-english-wider.ts';
import { type PromiseGrammar, type PromisingClause, thirdParties } from './spoken-promise-grammar.ts';
import { unpromisedEnglish } from './spoken-promise-policies.ts';

const adverb =
  '(?:also|then|now|definitely|certainly|surely|personally|gladly|of course|still|just|immediately|quickly|first|probably|most likely|likely|hopefully|maybe|perhaps|both|all|happily|therefore|in turn|myself|ourselves|at once|for sure|absolutely|today|tomorrow|either|even|usually|normally|typically|generally|always|often|sometimes|never|no longer|only|simply|again|already|soon|be sure to|make sure to|make sure (?:that )?(?:i|we)|see to it that|do my best to|do our best to|try (?:my|our) best to|try to|try and|attempt to|aim to)';
const future = quickOf(
  `(?<![\\p{L}'])(?<who>i|we)(?:'ll| will| shall| won't(?= (?:forget|rest|stop|let you|keep you))|'m going to|'re going to| am going to| are going to|'m gonna|'re gonna| gonna| r gonna| can(?= (?:have|get) [^,]{2,30} (?:to|with|for) you by )| do promise to| promise to| commit to| undertake to| guarantee to| intend to| plan to|'m planning to|'re aiming to|'m aiming to| are aiming to|'re hoping to have|'re planning on |'re planning to| should be able to| aim to|'m on track to|'re on track to| are on track to| are set to)(?<adverbs>(?:,? ${adverb},?)*) (?<verb>[\\p{L}'-]+)(?<rest>[^]*)`,
  'iu',
);
const inverted = quickOf(
  `(?:^|[,:] |(?<=[^,:] )(?=(?:and|and then|but) will ))(?:and |but |so |then |ok(?:ay)?,? |sure,? |yes,? |right,? |great,? )*(?<verb>will)(?<adverbs>(?: ${adverb})*) (?<verb2>be|do|have|call|ring|phone|send|email|mail|get|let|check|look|fix|reply|write|ship|update|confirm|follow|come|keep|report|post|arrange|refund|return|take|chase|ask|drop|give|make|see|go|try|forward|sort|put|investigate|provide|push|deploy|release|finish|prepare|share|message|ping|respond|escalate|work|resend|schedule|book|dig|review|merge|address|patch|add|cut)\\b`,
  'iu',
);
const vow = quick(
  /(?<![\p{L}'])(?:(?:you have|you've got) my word|(?<who>i|we)(?: can| do| hereby)? (?:promise|guarantee|commit|assure you|give you (?:my|our) word|can assure you)(?: you)?(?: that|,|:| to)?|count on (?:me|us) (?:to|for)|rest assured(?: that)?|leave (?:it|this|that) (?:with|to) (?:me|us)|consider it done|i(?:'m| am) on it|we(?:'re| are) on it)(?![\p{L}])/iu,
);
const progressive = quick(
  /(?<![\p{L}'])(?<who>i|we)(?:'m|'re| am| are)(?: (?:also|now|just|already|then|definitely|currently))? (?<verb>calling|ringing|phoning|sending|shipping|mailing|emailing|posting|coming|visiting|delivering|dispatching|refunding|fixing|deploying|releasing|rolling|publishing|looking|checking|getting|following|picking|meeting|replacing|returning|writing|putting|pushing|issuing|transferring|processing|scheduling|starting|finishing|dropping|reviewing|installing)(?![\p{L}])/iu,
);
const plainPresent = quick(
  /(?<![\p{L}'])(?<who>i|we) (?<verb>call|send|ship|deliver|come|meet|visit|get back|aim to|expect to|plan to|have it|start|collect) /iu,
);
const youGet = quick(
  /(?<![\p{L}'])you(?:'ll| will| can expect to| should expect to|'re going to| are going to)(?: (?:also|then|certainly|definitely))? (?:(?:get|receive|have) (?!to\b|the option|access to|a chance|used|questions?|any|an? (?:better|nice|good|great|lovely)|two options|noticed|seen|no\b)|hear (?:back )?from (?!them|him|her|dhl|the (?:carrier|bank))|be (?:hearing from|contacted|called|refunded|notified|informed|updated|reimbursed|credited|kept) )|(?<![\p{L}'])(?:you can |please )?expect (?!a (?:delay|charge|fee))(?:a |an |my |our |the |your |it |to hear |to have |to receive |another |some )|(?<![\p{L}'])you can (?:count|rely) on (?:it|that|a|the|my|our|having|getting)/iu,
);
const passive = quick(
  /(?<![\p{L}'])(?<thing>your [\p{L}\d' -]{1,60}?|the [\p{L}\d' -]{1,60}?|this|that|it|they|both|everything|all of (?:it|this|them)|an? [\p{L}\d' -]{1,50}?)(?:'ll| will|'s going to| is going to| are going to)(?: (?:also|then|certainly|definitely|both|all))? be (?<done>(?:sent|shipped|refunded|delivered|processed|credited|fixed|resolved|repaired|replaced|ready|live|done|finished|with you|there|restored|dispatched|posted|mailed|emailed|released|deployed|issued|corrected|completed|updated|available|back(?: up| online| in stock| to normal)?|on its way|on your (?:account|desk)|in your (?:account|inbox|hands|mailbox)|transferred|paid|reimbursed|installed|activated|reset|sorted|picked up|collected|returned|scheduled|added|online|rolled out|patched|merged|uploaded|out|forwarded|handled|waiting for you|included|looked (?:at|into)|reviewed|answered|in the post|in touch)(?![\p{L}]))/iu,
);
const arrives = quick(
  /(?<![\p{L}'])(?<thing>your [\p{L}\d' -]{1,60}?|(?:the|a|your) (?:refund|replacement|credit|parcel|package|order|part|parts|money|fix|engineer|technician|team|update|patch|invoice|new [\p{L}]+)|a (?:technician|fix|replacement|colleague|specialist|new one))(?:'ll| will)(?: (?:then|certainly|also))? (?:arrive|reach you|go out|ship|leave|follow|come|land|appear|show up|go live|call|contact|visit|get back|be in touch)/iu,
);
const named = quick(
  /(?<![\p{L}'])(?<name>(?:(?:[Mm]y|[Oo]ur|[Tt]he|[Aa]n?|[Oo]ne of (?:my|our)) [\p{L}' -]{2,40}?|(?:someone|somebody|one) (?:from|in|of) [\p{L} ]{2,30}?|someone|somebody|\p{Lu}[\p{Ll}]+(?: \p{Lu}[\p{Ll}]+)?(?: (?:from|in) [\p{L} ]{2,25}?)?))(?:'ll| will| is going to)(?: (?:also|then|personally|certainly|definitely))? (?<verb>call|ring|start|look|sort|be on|drop|cut|test|pay|arrange|run|phone|stop|reserve|see|handle|assist|talk|speak|work|pass|carry|clean|measure|refit|swap|change|unlock|restore|ring|phone|send|contact|get|reply|email|mail|write|visit|come|fix|check|look|take|follow|update|reach|be in touch|be with you|be there|be round|prepare|arrange|ship|pick|let you|give you|have|replace|repair|finish|process|handle|refund|confirm|answer|respond|install|deliver|go|bring|provide|review|issue|investigate|make|put|do|join)(?![\p{L}])/u,
);
/** Of somebody in our house anything is promised that is done; of a mere name only what is done for the customer. */
const namedOurs = quick(
  /(?<![\p{L}'])(?<name>(?:[Mm]y|[Oo]ur|[Tt]he|[Aa]n?|[Oo]ne of (?:my|our)) (?:[\p{L}'-]+ ){0,3}?(?:team|colleagues?|technician|plumber|joiner|carpenter|painter|mechanic|locksmith|engineers?|manager|department|specialist|developers?|expert|support|warehouse|accounting|accounts|accountant|bookkeeper|office|shop|store|yard|workshop|electrician|fitter|boss|sales|billing|logistics|crew|staff|assistant|installer|consultant|surveyor|designer|director|supervisor)(?: \p{Lu}[\p{Ll}]+)?)(?:'ll| will| is going to| are going to)(?: (?:also|then|personally|certainly|definitely))? (?!(?:not|never|no longer|be (?:able|closed|out|away|on|unavailable|in a)|need|have to|see|love|want|only|expire|open|close|stay|remain|require|ask you)(?![\p{L}]))(?<verb>\p{Ll}+)/u,
);
const namedNow = quick(
  /(?<![\p{L}'])(?<name>(?:(?:[Mm]y|[Oo]ur|[Tt]he|[Aa]n?|[Oo]ne of (?:my|our)) [\p{L}' -]{2,40}?|\p{Lu}[\p{Ll}]+(?: \p{Lu}[\p{Ll}]+)?))(?:'s| is| are) (?<verb>coming|calling|sending|visiting|delivering|ringing|bringing|fixing|installing|picking|looking|checking|repairing|replacing|getting)(?![\p{L}])/u,
);
const letMe = quick(
  /(?<![\p{L}'])let (?<who>me|us) (?!know|down|explain|start|say|be|tell you (?:that|how|what)|apologi[sz]e|clarify|assure|introduce|just say|begin|add|give you (?:some|a bit|an overview)|share (?:some|a few))(?<verb>[\p{L}]+)/iu,
);
const shortForms = quick(
  /^(?:(?:more|an? update|a reply|an answer|(?:an )?eta|the (?:fix|patch|link|report|invoice|refund|numbers)|back (?:to|with) you|with you|talk|speak|update|answer|details|news|refund|replacement|calling you|sending (?:it|this|the|you)|shipping|on it)[\p{L}\d ']{0,40})$/iu,
);

const reporting = quick(
  /(?<![\p{L}'])(?:said|told|wrote|asked|promised|thought|mentioned|claimed|stated|says|heard|understood|believed|hoping|hope|hoped|wish|expected|suggest(?:ed)?|imply|implied|read|(?:n't|not|never|un)(?: (?:yet|really|at all))? ?(?:think|believe|expect|suppose|know|see|certain|sure|clear|likely|guaranteed|decided)|doubt)(?: (?:that|you|me|us|him|her|them|whether|if|we|i|the customer|dhl))*,? ?(?:that )?$/iu,
);
const purpose = quick(
  /(?<![\p{L}'])(?:so that|(?<!, )so|until|till|before|when|whether|if|unless|because|which|who|that|what|how|where|than|whenever|as long as|in case|although|though|while|after|once|as soon as)(?: (?:then|maybe|perhaps))? $/iu,
);
/** "I can confirm that we'll": the fact that is told is a promise. */
const assured = quick(
  /(?<![\p{L}'])(?:confirm|promise|assure you|guarantee|say|word|certain|sure|assured|know|decided|agreed)(?: you)? (?:that )?$/iu,
);
const wishes = quick(
  /(?<![\p{L}'])(?:hopefully|fingers crossed|with (?:any )?luck|i hope|we hope|hoping|ideally|in theory|would|wouldn't|might|may (?:not )?be|could|if (?:i|we) (?:had|were)|i doubt|not sure|unlikely|no way|no chance|not a chance|i'd expect|i would expect|maybe|perhaps|possibly)(?![\p{L}])/iu,
);
const general = quick(
  /(?<![\p{L}'])(?:on (?:mon|tues|wednes|thurs|fri|satur|sun)days|usually|normally|typically|generally|always|as a rule|on average|in most cases|often|in general|sometimes|every (?:night|year|winter|summer|day|week|month|monday|tuesday|wednesday|thursday|friday|time|customer|request|ticket|order)|each (?:day|week|month|time)|any (?:customer|request|ticket|order)|whenever|never|most (?:of|\p{L}+s)(?! likely))(?![\p{L}])/iu,
);
const weak = quick(
  /(?<![\p{L}'])(?:try|attempt|aim(?:ing)?|target(?:ing|ed)?|on track|all being well|weather permitting|our intention|with luck|do (?:my|our) best|best to|probably|most likely|likely|should|i think|i guess|i believe|see what (?:i|we) can|if (?:i|we) can|if possible|if at all possible|if all goes (?:well|to plan)|if nothing (?:comes up|goes wrong)|plan(?:ning)? to|intend to|intention is|should be able|(?<!(?:can|should) |^)expect to(?! hear)|endeavou?r|roughly speaking)(?![\p{L}])/iu,
);
const negation = quick(
  /^(?: (?:not|never|no longer|hardly|only)|n't)(?![\p{L}])(?! (?:forget|rest|stop|let (?:you|this) (?:down|go|drop)|hesitate to (?:call|send)|lose|leave you|be later|keep you waiting|make you wait|take (?:longer|more)))/iu,
);
/** Verbs after "I will" that promise the customer nothing. */
const idle = quick(
  /^(?:see[.!]*$|need|assume|admit|say|understand|miss|wait|hope|appreciate|love|like|guess|bet|want|believe|think|suppose|agree|confess|grant|spare|presume|wish|remember|know|regret|take (?:that|this|it) as|take your word|leave (?:it|that|this)(?: up)? to you|let you (?:decide|choose|be|get|go|off|take|judge|have (?:a|your))|look forward|stop|await|look back|have to ask|have to (?:decline|refuse|disappoint)|ask you|have a (?:coffee|break|nice)|be your|be (?:honest|brief|glad|happy|pleased|delighted|out|away|off|unavailable|travel|offline|on (?:holiday|vacation|leave|parental|annual|a)|in (?:a meeting|meetings|training)|back (?:on|at|in the office|from|next|in)|closed|open|able|unable|travel(?:l)?ing|driving|moving|attending|taking|leaving|sorry|thinking|using|frank|missing|short|grateful|sad|here|around|at my desk|available|monitoring your|the|a |needing|seeing|watching|done here|sure)|see (?:you|it|this|if|whether|how it|that(?! (?:it|you|your|the|this|they|everything)(?!\p{L}))|them|an?|the)(?! (?:on|tomorrow|to|at|next|your)|.*\blet you)|require|refer|lose|go on holiday|keep (?:that|this|it) in mind|keep my fingers|cross my|only be able|charge|see about|cross that bridge|assist no|close (?:early|at)|celebrate|soon be|have been)(?![\p{L}])/iu,
);
const lead =
  /^(?:(?:and|but|so|then|also|now|ok(?:ay)?|sure|yes|right|great|perfect|of course|no problem|absolutely|certainly|hi|hello|dear|well)\b[,:]? ?)+/iu;

export const englishGrammar: PromiseGrammar = {
  joint:
    /(?:,? (?:and|but|then|plus)|, (?:after|upon) which|[,:–—]|\.\.\.| -)(?: then| also| after that| otherwise)? (?=(?:i|we)(?:'ll| will| shall|'m going to|'re going to| promise|'m|'re| am| are|'ve| have)(?![\p{L}])|(?:he|she|they)(?:'ll| will)(?![\p{L}])|will (?:also |then |definitely )?(?!be able|not|have to|need|only)\p{L}+ |you (?!'ll|will|can|could|may|should|have|might|would|are|asked|know|said|wanted|need|must|see|get|receive|hear)\p{L}+ (?:it|the|and|them|this|that) |(?:you'll|you will) (?:get|have|receive|hear)|(?:[A-Z][a-z]+|(?:my|our|the) \p{L}+)(?:'ll| will) (?!be able)\p{L}+)/giu,
  conditions: [
    /(?:^|[\s,(])(?<condition>(?:(?:if|once|as soon as|provided(?: that)?|assuming(?: that)?|in case|unless|should (?:you|the|it|this|that|there|your|any|anything|he|she|they|we)|the moment|the minute) (?!possible|necessary|needed|required|not,|so,|anything else|the weekend|lunch|noon|christmas|then|that[,.]|which|all|nothing (?:comes|goes)|i can|we can|the end|the day|close|\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|today|all goes well|next|end)(?=[\p{L}\d])|(?:when|after|as long as|until|before) (?!(?:you|we|i) (?:finish|leave|close|go home)|possible|necessary|needed|required|not,|so,|anything else|the weekend|lunch|noon|christmas|then|that[,.]|which|all|nothing (?:comes|goes)|i can|we can|the end|the day|close|\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|today|all goes well|next|end)(?:you|your|i|we|it|he|she|they|the|this|that|there|my|our|an?|none|nothing|someone|anyone|everything|anything|these|those|any|no|both|all)(?![\p{L}]))[^,;:]*?)(?:,? then (?=(?:i|we))|[,;:]|(?= (?:i|we)(?:'ll| will| shall)(?![\p{L}]))|(?= (?:the|our|my|your) (?!\p{L}+ (?:i|we|you)(?![\p{L}]))\p{L}+(?: \p{L}+)?(?:'ll| will)(?![\p{L}]))|(?= you(?:'ll| will) (?:get|receive|hear|have))|$)/giu,
    /(?<condition>(?:upon|on|following) (?:receipt of|receiving|confirmation of|your (?:confirmation|reply|approval|ok|go-ahead|payment))[^,;:]*?)(?:[,;:]|(?= (?:i|we)(?:'ll| will))|$)/giu,
    /^(?<condition>(?:please |just |kindly )*(?:send|give|tell|let|share|reply|confirm|drop|attach|upload|forward|restart|try|call|run|provide|fill|sign|post|email|mail|return|open|click|answer|choose|pick|pay|leave(?! (?:it|this|that) with)|put|keep|bring|hold|show|press|drop) [^.;]*?)(?:,| -| –)? (?:and|then|and then) (?=(?:i|we|you|(?:our|my|the) \p{L}+)(?:'ll| will| shall)(?![\p{L}]))/giu,
  ],
  tag: /,? (?:-|–)? ?(?:ok(?:ay)?|all ?right|right|does that (?:work|suit|sound)[^?]*|would that (?:work|suit|be)[^?]*|is that (?:ok|okay|fine|all right|alright|good)[^?]*|sounds? good|if that(?:'s| is| works| suits)[^?]*|deal|fine|yes|agreed|good)\?$/iu,
  read: readEnglish,
  word: (clause, from) => clause.slice(from).replace(lead, ''),
};

/** What is not thought, guaranteed or seen to come is not promised. */
const unsure = quick(
  /(?<![\p{L}])(?:(?:don't|do not|doesn't|can't|cannot) (?:think|expect|believe|see|imagine|guarantee|say)|no (?:guarantee|certainty|telling|saying))(?![\p{L}])/iu,
);

function readEnglish(said: string): PromisingClause | null {
  // "Hopefully sooner, but by Friday at the latest"
  const lead = /^(?:hopefully|maybe|perhaps|possibly|ideally)[^,]{0,25}, (?:but|though) /iu.exec(said)?.[0].length ?? 0;
  const clause = ' '.repeat(lead) + said.slice(lead);
  const hopeful = wishes.test(clause);
  const isGeneral = general.test(clause.replace(/,? which (?:is|takes|happens) [^,]{3,40}(?:,|$)/iu, ' '));
  if (unsure.test(clause)) return null;
  let found =
    readFuture(clause) ??
    readVow(clause) ??
    readProgressive(clause) ??
    readInverted(clause) ??
    readYouGet(clause) ??
    readOthers(clause) ??
    readLetMe(clause) ??
    readEvent(clause) ??
    readWider(clause) ??
    readAnnounced(clause) ??
    readShort(clause);
  // what is done for the other needs less than the first reading may have thought
  const other = found?.needsTime === true ? readAnnounced(clause) : null;
  if (found !== null && other !== null && other.needsTime !== true) found = { ...found, needsTime: other.needsTime };
  if (found === null || hopeful || isGeneral || unpromisedEnglish.test(clause)) return null;
  return weak.test(clause) ? { ...found, strength: 'weak' } : found;
}

function readFuture(clause: string): PromisingClause | null {
  const match = future.exec(clause);
  if (match?.groups === undefined) return null;
  const { who = 'i', adverbs = '', verb = '', rest = '' } = match.groups;
  const before = clause.slice(0, match.index);
  const beginning = clause.length - `${verb}${rest}`.length;
  const action = `${verb}${rest}`;
  if (reporting.test(before) || (purpose.test(before) && !assured.test(before)))
    return readLater(clause, match.index + match[0].length - rest.length, match.index);
  if (/n't$/iu.test(verb) || negation.test(` ${action}`) || /(?:never|no longer)/iu.test(adverbs))
    return readLater(clause, beginning, match.index);
  const isIdle = idle.test(action);
  if (isIdle && !/^be (?:glad|happy|pleased|delighted) to (?:call|send|ship)/iu.test(action))
    return readLater(clause, beginning, match.index);
  const at = /^(?:not |never )?(?:forget|hesitate) to /iu.exec(action);
  return {
    who: { kind: /^i$/iu.test(who) ? 'I' : 'we', name: null },
    strength: /promise|guarantee|commit/iu.test(match[0]) ? 'firm' : 'firm',
    from: beginning + (at?.[0].length ?? 0),
    needsTime: isIdle,
  };
}

/** An idle "I will" may be followed by one that promises. */
function readLater(clause: string, from: number, tried: number): PromisingClause | null {
  if (from <= tried) return null;
  const rest = readFuture(clause.slice(from));
  return rest === null ? null : { ...rest, from: rest.from + from };
}

function readVow(clause: string): PromisingClause | null {
  const match = vow.exec(clause);
  if (
    match === null ||
    /(?:can't|cannot|can not|couldn't|don't|won't|not|unable to|never) $/iu.test(clause.slice(0, match.index))
  )
    return null;
  if (/(?:i|we) (?:can't|cannot|don't|won't|could not)/iu.test(match[0])) return null;
  if (/rest assured|assure|promise|guarantee/iu.test(match[0])) {
    const after = clause.slice(match.index + match[0].length);
    if (
      !/(?:'ll|will|to \p{L}+|by |before |within |won't)/iu.test(`${match[0].endsWith(' to') ? 'to x ' : ''}${after}`)
    )
      return null;
    if (/^ ?(?:you )?(?:that )?(?:this|that|it|everyone|nobody|nothing)(?: is| was|'s)/iu.test(after)) return null;
  }
  const isBare = /on it|consider|leave/iu.test(match[0]);
  return {
    who: { kind: /^we/iu.test(match.groups?.['who'] ?? '') || /\bus\b/iu.test(match[0]) ? 'we' : 'I', name: null },
    strength: 'firm',
    from: isBare ? match.index : match.index + match[0].length,
    needsTime: false,
  };
}

function readProgressive(clause: string): PromisingClause | null {
  const match = progressive.exec(clause) ?? plainPresent.exec(clause);
  if (match === null || reporting.test(clause.slice(0, match.index)) || purpose.test(clause.slice(0, match.index)))
    return null;
  const verb = match.groups?.['verb'] ?? '';
  return {
    who: { kind: /^i$/iu.test(match.groups?.['who'] ?? 'i') ? 'I' : 'we', name: null },
    strength: 'firm',
    from: match.index + match[0].trimEnd().length - verb.length,
    needsTime: true,
  };
}

function readInverted(clause: string): PromisingClause | null {
  const match = inverted.exec(clause);
  if (match === null || clause.includes('?')) return null;
  const from = match.index + match[0].length - (match.groups?.['verb2'] ?? '').length;
  if (idle.test(clause.slice(from))) return null;
  return { who: { kind: 'I', name: null }, strength: 'firm', from, needsTime: false };
}

function readYouGet(clause: string): PromisingClause | null {
  const match = youGet.exec(clause);
  if (
    match === null ||
    reporting.test(clause.slice(0, match.index)) ||
    purpose.test(clause.slice(0, match.index)) ||
    thirdParties.test(clause)
  )
    return null;
  if (
    /(?<![\p{L}])(?:if|when|whenever|error|message saying|don't|not) /iu.test(clause.slice(0, match.index)) ||
    /automatic|confirmation email (?:each|every)/iu.test(clause)
  )
    return null;
  return {
    who: { kind: 'we', name: null },
    strength: 'firm',
    from: match.index,
    needsTime: !/hear|contacted|refunded|expect|kept/iu.test(match[0]),
  };
}

function readOthers(clause: string): PromisingClause | null {
  const passed = passive.exec(clause) ?? arrives.exec(clause);
  if (passed !== null) {
    const before = clause.slice(0, passed.index);
    if (thirdParties.test(clause) || reporting.test(before) || purpose.test(before)) return null;
    if (
      /(?:maintenance|office|shop|store|support) will be (?:closed|open)|will be (?:available|closed) (?:only|to all)/iu.test(
        clause,
      )
    )
      return null;
    const isVague =
      /^(?:this|that|it|they|an? )/iu.test(passed.groups?.['thing'] ?? '') ||
      /^the (?:app|system|page|button|setting|file|option|feature|user|customer|data)/iu.test(
        passed.groups?.['thing'] ?? '',
      );
    return {
      who: { kind: 'we', name: null },
      strength: 'firm',
      from: passed.index,
      needsTime: isVague || /available|included|added|closed|answered|updated|scheduled/iu.test(passed[0]),
    };
  }
  const ahead = namedOurs.exec(clause) ?? named.exec(clause);
  const match = ahead ?? namedNow.exec(clause);
  if (match?.groups === undefined) return null;
  const name = (match.groups['name'] ?? '').replace(/^(?:And|But|Then|So) /u, '');
  const before = clause.slice(0, match.index);
  if (thirdParties.test(name) || reporting.test(before) || purpose.test(before)) return null;
  if (
    /^(?:This|That|It|You|Your|They|He|She|The|There|These|Those|Customers?|Users?|Orders?|People|Which|What|Who|When|Windows|Everything|Nothing|Nobody|Everyone|Refunds?|Changes?|Payments?|Deliveries|Parcels|My (?:phone|computer|wife|husband)|No|None|Not|Hopefully|If)$/u.test(
      name,
    )
  )
    return null;
  if (
    /^(?:the|our|my|an?|one of (?:my|our)) (?!.*(?:team|colleague|technician|plumber|joiner|carpenter|painter|driver of ours|agent|advisor|adviser|nurse|doctor|teacher|trainer|courier of ours|mechanic|locksmith|gardener|cleaner|surveyor|accountant|bookkeeper|shop|store|yard|editor|designer|director|supervisor|engineer|manager|department|specialist|developer|expert|support|warehouse|accounting|accounts|office|electrician|plumber|fitter|boss|lead|sales|billing|logistics|repair|workshop|crew|staff|assistant|people|installer|consultant|partner|service))/iu.test(
      name,
    )
  )
    return null;
  return { who: { kind: 'named', name }, strength: 'firm', from: match.index, needsTime: ahead === null };
}

function readLetMe(clause: string): PromisingClause | null {
  const match = letMe.exec(clause);
  if (match === null || /(?:please|don't|could you|would you|to) $/iu.test(clause.slice(0, match.index))) return null;
  const isFollowed = /(?:get|come|be) back|let you know|call you|(?:write|email|update|report|tell) (?:to )?you/iu.test(
    clause,
  );
  return {
    who: { kind: /^me/iu.test(match.groups?.['who'] ?? 'me') ? 'I' : 'we', name: null },
    strength: 'firm',
    from: match.index + match[0].length - (match.groups?.['verb'] ?? '').length,
    needsTime: !isFollowed,
  };
}

function readShort(clause: string): PromisingClause | null {
  const bare = clause
    .replace(lead, '')
    .replace(/[.!]+$/u, '')
    .trim();
  if (!shortForms.test(bare)) return null;
  return { who: { kind: 'I', name: null }, strength: 'firm', from: clause.indexOf(bare), needsTime: true };
}
