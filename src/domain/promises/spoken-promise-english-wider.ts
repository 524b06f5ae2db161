/**
 * Further ways in which English speakers bind themselves: other vows than "I promise", what is under way, what has been
 * arranged, the bare "Will send it". Any verb counts that is not idle; what is not done for the other must name a time.
 */
import { quick, quickOf } from './quick-letters.ts';
import { anyOf, type PromisingClause, thirdParties } from './spoken-promise-grammar.ts';

/** Words of honour; what follows them is promised. */
const honour = quickOf(
  `(?<![\\p{L}'])(?:${anyOf(`you can (?:safely )?(?:count|rely|depend|bank) on (?:me|us|it|that|my|our|the|an?), (?:i|we)(?: can| do)? give you (?:my|our) word,
    you(?: have|'ve got) (?:my|our) word, that(?:'s| is) (?:a|my|our) promise, (?:my|our) promise(?: to you)?(?: is)?:?, our (?:intention|plan|aim) is to, (?:i|we) (?:can |do |hereby )?pledge,
    (?:i|we) undertake to, (?:i|we)(?:'m|'re| am| are) committed to, (?:i|we) commit to, (?:i|we) (?:can |do |will )?guarantee(?: you)?(?: that)?,
    (?:i|we) (?:can |do )?promise(?: you)?(?: that)?, (?:i|we) owe you, what (?:i|we)(?:'ll| will) do is, (?:i|we) (?:can )?confirm that,
    consider (?:it|that|this|the [\\p{L} -]{2,30}|your [\\p{L} -]{2,30}) (?:done|sorted|fixed|waived|settled|booked|cancelled|refunded|paid|handled|gone),
    (?:look|watch) out for (?:an?|my|our) [\\p{L} -]{2,30}? from (?:me|us), keep an eye out for (?:an?|my|our), (?:i|we)(?:'m|'re| am| are) on (?:the case|top of (?:it|this)), (?:i|we) (?:hereby |can )?confirm (?:delivery|collection|that|the (?:refund|repair)), to follow, consider this (?:my|our) (?:commitment|promise|word), leave (?:it|this|that|(?:the|your) [\\p{L}]+) (?:with|to) (?:me|us)`)})(?![\\p{L}])`,
  'iu',
);
const unpromised = /(?:can't|cannot|can not|couldn't|don't|won't|not|unable to|never|why|whether|if) $/iu;
/** "I'm adding two free months": under way; with nothing for the other only with a time. */
const performed = quick(
  /(?<![\p{L}'])(?<who>i|we) (?:hereby |gladly |of course )?(?:waive|forgive|cover|write off|cancel) (?:the|your|that|this|all of (?:the|your|this)) (?!insurance|costs? of)/iu,
);
const underWay = quick(
  /(?<![\p{L}'])(?<who>i|we)(?:'m|'re| am| are)(?: (?:also|now|just|already|then|definitely|currently|personally))* (?<verb>\p{L}{2,}ing)(?<rest>[^]*)/iu,
);
const giving =
  /^(?:adding|extending|waiving|arranging|making sure|crediting|sending|refunding|upgrading|replacing|getting|putting|couriering|transferring|paying|returning|reimbursing|moving)/iu;
const stative = quickOf(
  `^(?:${anyOf(`hoping, thinking, looking forward, looking for, looking to, waiting, wondering, writing (?:to|in|on|with|about|because|regarding), trying, having, experiencing,
    seeing, being, feeling, missing, asking, expecting, closing, running, working from, aiming, planning, going to, leaving, travelling, traveling, attending, taking
    (?:a|my|the|time|part|holiday|leave), using, living, sitting, standing, facing, struggling, happening, talking about, referring, contacting you, reaching out,
    counting, doing (?:well|fine|great|our best|my best), loving, enjoying, dying, guessing, assuming, kidding, joking, wishing, showing, not, inviting, offering, opening, moving`)})(?![\\p{L}])`,
  'iu',
);
/** "we answer you today", "I hand over the keys on Monday". */
const plainly = quick(
  /(?<![\p{L}'])(?<who>i|we) (?<verb>answer|reply|send|ring|call|phone|ship|post|deliver|bring|collect|fetch|refund|hand|return|repair|replace|install|pay|transfer|visit|meet|finish|drop)(?: [\p{L}'-]+){0,4}? (?:you|your|yours|it|them|the)(?![\p{L}])/iu,
);
/** "I've asked Priya to send it", "We have scheduled the repair for Monday". */
const arranged = quick(
  /(?<![\p{L}'])(?<who>i|we)(?:'ve| have)(?: (?:also|now|just|already))? (?:asked (?!you|whether|if|the (?:bank|courier|carrier|manufacturer|supplier)|dhl)|arranged|scheduled|booked|instructed|told (?!you)|organi[sz]ed|set (?:up|myself|aside)|made a note|got you (?:down|booked|in) for|put (?:you|it|this|a note) (?:in|down|on|for)|pencilled|reserved|blocked|lined up|got [\p{L} ]{2,20} (?:booked|lined up))(?<rest>[^]*)/iu,
);
/** "Will upload the plans tomorrow." */
const bare = quick(
  /(?:^|[,:–—-] |(?:and|but|then) )(?:definitely |certainly )?(?<verb>will|gonna|shall) (?:also |then |definitely |personally |be (?=\p{L}+ing))?(?!(?:you|i|we|it|he|she|they|this|that|there|these|those|the|an?|your|my|our|any|some|someone|anyone|not|be|do that|need|see|depend|have|likely|probably)(?![\p{L}]))(?<act>\p{Ll}{2,})(?<rest>[^]*)/iu,
);
/** "Ill send it" without its sign. */
const unsigned = quick(
  /(?:^|[,:;.] |(?:and|but|then|so) )ill (?:also |then )?(?<act>(?!and|with|at|for|in|on|today|but|so|since|from|health|will|people|child|again|as|because|or|this|that|the)\p{L}+)(?![\p{L}])/iu,
);
/** "Got it, emailing you the proof today." */
const cutShort = quick(
  /(?:^|[,:–—-] |(?:and|but|then|so) )(?:now |also )?(?<act>sending|emailing|mailing|calling|ringing|cancelling|canceling|refunding|shipping|posting|fixing|checking|booking|forwarding|uploading|escalating|processing|replacing|ordering|arranging|updating|issuing|dispatching|delivering|returning|resending|crediting|changing) (?:you|your|it|this|that|the|them|over|out|an?|off|now|straight)(?![\p{L}])/iu,
);
/** "Your card is with you by Friday": what the customer will have, find or see at a time. */
const received = quick(
  /(?<![\p{L}'])you(?:(?:'re| are) getting(?= (?!to |used|better|there))|(?:'ll| will| shall|'re going to| are going to| can expect to)(?: (?:also|then|certainly|definitely|all))? (?:have|get|receive|find|see|be|expect|know|hear))(?![\p{L}])(?<rest>[^]*)/iu,
);
const notReceived = quick(
  /^ (?:an? (?:better|nice|good|great|lovely|bad|long)|fun|asked|required|able|charged|billed|fine|ok(?:ay)?|pleased|happy|surprised|glad|delighted|late|away|back|at home|in|out|there|missing|needed|to|a chance|the option|used|until|time|any|no|what|how|why|if|that|why|better|welcome|wondering|thinking|using|seeing|a green|an error|prompted|redirected|taken|disappointed|on (?:holiday|leave))(?![\p{L}])/iu,
);
const reported = quick(
  /(?<![\p{L}'])(?:said|told|wrote|asked|promised|thought|mentioned|claimed|stated|says|say|heard|understood|hope|hoped|wish|sorry|afraid|glad|saw|see|noticed|learned|learnt|pleased|aware|know|so that|until|till|when|whether|if|unless|because|which|who|what|how|where|once|before|after)(?: (?:that|you|me|us|him|her|them))*,? ?$/iu,
);

/** Reads what the narrower forms did not. */
export function readWider(clause: string): PromisingClause | null {
  return (
    readHonour(clause) ??
    readPerformed(clause) ??
    readUnderWay(clause) ??
    readArranged(clause) ??
    readReceived(clause) ??
    readBare(clause) ??
    readPlainly(clause)
  );
}

function readHonour(clause: string): PromisingClause | null {
  const match = honour.exec(clause);
  if (match === null || unpromised.test(clause.slice(0, match.index))) return null;
  const isWhole =
    /^(?:consider|leave|to follow)/iu.test(match[0]) || !/\p{L}{3}/u.test(clause.slice(match.index + match[0].length));
  return {
    ...spoken(
      /^(?:we|our)|our/iu.test(match[0]) ? 'we' : 'I',
      isWhole ? (/^(?:consider|leave)/iu.test(match[0]) ? match.index : 0) : match.index + match[0].length,
    ),
    needsTime:
      !/^(?:consider (?!this (?:my|our))|leave)/iu.test(match[0]) &&
      !(/word$/iu.test(match[0]) && /(?:'ll| will) /iu.test(clause)),
  };
}

function readPerformed(clause: string): PromisingClause | null {
  const match = performed.exec(clause);
  if (match === null || reported.test(clause.slice(0, match.index))) return null;
  const who = match.groups?.['who'] ?? 'we';
  return { ...spoken(who, match.index + who.length + 1), needsTime: false };
}

function readUnderWay(clause: string): PromisingClause | null {
  const match = underWay.exec(clause);
  if (match?.groups === undefined || reported.test(clause.slice(0, match.index))) return null;
  const { who = 'i', verb = '', rest = '' } = match.groups;
  if (stative.test(`${verb}${rest}`)) return null;
  const isNow = /(?<!\p{L})(?:right now|straight away|immediately|as we speak|this minute)(?!\p{L})/iu.test(rest);
  const isForYou = giving.test(`${verb}${rest}`) && /(?<![\p{L}])(?:your?|u)(?![\p{L}])/iu.test(rest);
  return {
    ...spoken(who, clause.length - `${verb}${rest}`.length),
    needsTime:
      !isForYou || (!isNow && /^(?:sending|getting|putting|transferring|paying|returning|moving)/iu.test(verb)),
  };
}

function readArranged(clause: string): PromisingClause | null {
  const match = arranged.exec(clause);
  return match === null || thirdParties.test(match[0]) ? null : spoken(match.groups?.['who'] ?? 'i', match.index);
}

function readReceived(clause: string): PromisingClause | null {
  const match = received.exec(clause);
  if (match === null || reported.test(clause.slice(0, match.index)) || thirdParties.test(clause)) return null;
  const rest = match.groups?.['rest'] ?? '';
  if (
    /be$/iu.test(match[0].slice(0, match[0].length - rest.length)) &&
    !/^ (?:\p{L}+ly )?(?:\p{L}+ed|sent|given|paid|told|shown|met|hearing|getting|receiving|seen|with)(?![\p{L}])/iu.test(
      rest,
    )
  )
    return null;
  return notReceived.test(rest) ? null : spoken('we', match.index);
}

function readBare(clause: string): PromisingClause | null {
  if (clause.includes('?')) return null;
  const match = bare.exec(clause) ?? unsigned.exec(clause) ?? cutShort.exec(clause);
  if (match === null) return null;
  const at = clause.indexOf(match.groups?.['act'] ?? '', match.index);
  return { ...spoken('i', at), needsTime: /ing$/iu.test(match.groups?.['act'] ?? '') || 'or-condition' };
}

function readPlainly(clause: string): PromisingClause | null {
  const match = plainly.exec(clause);
  if (match?.groups === undefined || reported.test(clause.slice(0, match.index))) return null;
  return spoken(match.groups['who'] ?? 'i', match.index + (match.groups['who'] ?? '').length + 1);
}

function spoken(who: string, from: number): PromisingClause {
  return { who: { kind: /^i$/iu.test(who) ? 'I' : 'we', name: null }, strength: 'firm', from, needsTime: true };
}
