/**
 * What English promises of people and things rather than of "I" and "we": "our nurse will ring you", "the patch goes live
 * tomorrow", "there will be a gardener at your place". Verbs are not listed: whose the subject is, whether the customer gains
 * by it and whether a time is said decide. Lists name only what is to be left out, and who is of our house.
 */
import { quick, quickOf } from './quick-letters.ts';
import { anyOf, type PromisingClause, thirdParties } from './spoken-promise-grammar.ts';

const adverbs = '(?: (?:also|then|now|definitely|certainly|surely|personally|gladly|both|all|still|be sure to))*';
const word =
  "(?!(?:and|but|or|they|he|she|we|i|it|you|to|that|which|who|is|are|was|were|has|have|had|will|if|when|because|so|then|not)(?![\\p{L}]))[\\p{L}\\d'-]+";
const subject = `(?<thing>(?:[Yy]our|[Oo]ur|[Mm]y|[Tt]he|[Tt]his|[Tt]hat|[Tt]hese|[Bb]oth|[Aa]ll|[Aa]n?|[Nn]ew|[Ff]resh|[Rr]eplacement|[Oo]ne of our|[Ss]ome(?:one|body) (?:from|in|of)|[Aa]nother|[Tt]wo|[Tt]hree) (?:${word} ){0,5}?${word}|[Ss]ome(?:one|body)(?: (?:senior|else|new|qualified|local|nearby))?|(?:[Oo]ne|[Ss]ome|[Bb]oth|[Aa]ll) of us|[Ii]t|[Tt]his|[Tt]hat|[Hh]elp|[Ee]verything|[Tt]hey|[Ss]he|[Hh]e|[Ww]ho|[Dd]elivery|[Ss]ervice|[Rr]epairs?|[Ii]nstallation|[Cc]ollection|[Ff]itting|[Ww]ork (?:on|at|in) (?:the|your) \\p{L}+|[Ee]ngineers|[Tt]echnicians|[Cc]olleagues|\\p{Lu}\\p{Ll}+(?: \\p{Lu}\\p{Ll}+)?)`;
const willBe = quickOf(
  `(?<![\\p{L}'])${subject}(?: can and will|'ll| will| shall|'s going to| is going to| are going to)${adverbs} (?<verb>[\\p{L}]+)`,
  'gu',
);
/** "goes live", "is going back to your card", "arrives", "gets delivered", "is with you". */
const scheduled = quickOf(
  `(?<![\\p{L}'])${subject} (?<verb>(?:is|are) (?:going|coming|arriving|leaving|being \\p{L}+|on (?:its|their|the) way|with you|at your|in your|back|yours|ready|guaranteed|due with you|booked (?:in )?(?:for|to)|scheduled (?:for|to)|set (?:for|to))|(?:'s|'re) (?:going|coming|arriving) (?:to|out|back|with|round)|goes|go|arrives?|reach(?:es)?|lands?|ships?|resumes?|begins?|starts?|comes|leaves? (?:us|our|the (?:house|warehouse|depot))|gets? \\p{L}+(?:ed|t|n))(?![\\p{L}])`,
  'gu',
);
const there = quick(
  /(?<![\p{L}'])there(?:'ll| will) be (?:an?|one of our|some(?:one|body)|our)(?: \p{L}+){1,3}? (?:at your|with you|at yours|on site|for you|there|outside your|round)/iu,
);

/** Words for people and places of our own house; any "our …" is one as well. */
const house = quickOf(
  `(?<![\\p{L}])(?:${anyOf(`team, colleagues?, crew, staff, department, office, workshop, warehouse, depot, clinic, ward, practice, kitchen,
    lab, laboratory, farm, studio, garage, branch, reception, support, sales, billing, logistics, accounts, accounting, concierge, nurse, doctor,
    vet, chef, clerk, guide, pilot, cook, coach, agent, boss, head, lead, expert, specialist, technician, electrician, physician, mechanic,
    accountant, assistant, consultant, attendant, surgeon, dentist, therapist, pharmacist, receptionist, florist, optometrist, librarian,
    tailor, tutor, inspector, contractor, surveyor, doctor, editor, operator, instructor, conductor, auditor, architect, principal, host,
    \\p{L}{2,}(?:[^v]er|ers)`)})(?: \\p{Lu}\\p{L}+)?$`,
  'iu',
);
/** "-er" that is nobody, and those who come from elsewhere. */
const nobody = quickOf(
  `(?<![\\p{L}])(?:${anyOf(`letter, order, number, offer, computer, printer, router, paper, weather, winter, summer, december, november, october, september,
    folder, boiler, heater, other, another, answer, server, voucher, customers?, users?, summer, quarter, water, power, matter, corner, chamber, cover, filter,
    newsletter, transfer, charger, adapter, freezer, locker, drawer, timer, banner, poster, sticker, tower, shower, buyers?, members?, viewers?, others, readers,
    courier, carriers?, suppliers?, manufacturers?, provider, insurer, officers`)})$`,
  'iu',
);
/** People around the customer, and what is his own affair. */
const theirs = quickOf(
  `^(?:your|his|her) (?:[\\p{L}-]+ )?(?:${anyOf(`landlord, landlady, neighbou?rs?, parents, wife, husband, partner, bank, insurer, insurance, lawyer, solicitor, boss,
    employer, friends?, family, kids, children, son, daughter, tenants?, provider, isp, contract, subscription, trial, warranty, school, guests?, customers,
    users, supplier, browser, phone, computer, device, plan, licen[cs]e, membership, colleagues?, secretary`)})$`,
  'iu',
);
/** Things that go by themselves, and people in general. */
const elsewhere = quickOf(
  `^(?:(?:the|this|that|an?|next|our)(?: next)? )?(?:[\\p{L}-]+ )?(?:${anyOf(`train, ship, boat, plane, coach, tram, bus, flight, film, show, concert, lesson, course, lecture, talk, seminar, match, tour, ceremony, performance, mass, ferry, market, sun, rain, snow, weather, council, government, police,
    rent, interest, temperature, tax, fees?, costs?, school, market, price, prices, rates?, trial, offer, sale, app, page, system, website, portal, button, browser, light, doctor's, tax, event, meeting, webinar,
    deadline, contract, subscription, warranty, term, year, week, month, day, people, customers?, users?, everyone, nobody, orders, refunds, payments, deliveries,
    parcels, holidays?, hours, kitchen closes, shop closes, bank, post, version, edition, model, album, book, season, clocks?, time, result, which, what, other`)})$`,
  'iu',
);
const noName =
  /^(?:This|That|It|You|They|He|She|The|There|These|Those|Customers?|Users?|Orders?|People|Which|What|Who|When|Windows|Everything|Nothing|Nobody|Everyone|Refunds?|Changes?|Payments?|Deliveries|Parcels|No|None|Not|Hopefully|If|So|And|But|Then|Sorry|Please|Thanks?|Whatever|Time|Any|Where|How|Why|Whether|Maybe|I|We|Your|Our|My|January|February|March|April|May|June|July|August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Christmas|Easter|Today|Tomorrow|DHL|UPS)$/u;
/** What is done to a customer rather than for him. */
const harmful =
  /^(?:asked|required|charged|debited|billed|closed|suspended|locked|terminated|blocked|deducted|prompted|redirected|able|unable|needed|expected|pleased|surprised|happy|glad|delighted|sad|disappointed|fine|late|out|away|off|here|open|only|no|not|an?|the|very|too|more|difficult|hard|easy|enough|great|good|nice|lovely|perfect|interesting|worth|possible|impossible|useful|helpful|different|valid|due|nothing|something)$/iu;
const idle =
  /^(?:not|never|no|need|needs|want|wants|love|like|have|stay|remain|expire|end|last|start at|cost|depend|vary|change|close|open|rise|increase|require|rain|snow|happen|work|help|only|hardly|probably not|begin|continue|miss|be|know|understand|feel|find|think|strike|hate|enjoy|appreciate|tell)$/iu;
const lasting = quick(
  /^ (?:about|around|roughly|up to|at least|\d|two|three|an?|some|long|place|effect|off)(?![\p{L}])/iu,
);
const forYou = quick(/(?<![\p{L}])(?:you|yours?|u)(?![\p{L}])/iu);
const told = quick(
  /(?<![\p{L}])(?:how|when|where|what|why|which|that|said|says?|told|wrote|claims?|claimed|promised|assured (?:us|me)|mentioned|asked|whether|if|think|believe|hope|doubt|know|sure|guess|expect|hear|heard|suppose)(?: (?:that|you|me|us|him|her|them))*,? ?$/iu,
);

/** Reads what others or things will do for the customer; a time or, for people of ours, a condition must go with it. */
export function readEvent(clause: string): PromisingClause | null {
  if (there.test(clause) && !thirdParties.test(clause)) return ours(there.exec(clause)?.index ?? 0, null);
  for (const form of [willBe, scheduled])
    for (const match of clause.matchAll(form)) {
      const read = readSubject(match, clause, form === scheduled);
      if (read !== null) return read;
    }
  return null;
}

function readSubject(match: RegExpExecArray, clause: string, isPresent: boolean): PromisingClause | null {
  const { thing = '', verb = '' } = match.groups ?? {};
  const before = clause.slice(0, match.index);
  const rest = clause.slice(match.index + match[0].length);
  if (told.test(before) || isForeign(thing, clause)) return null;
  const isName =
    /^\p{Lu}/u.test(thing) &&
    !/^(?:Your|Our|My|The|This|That|These|Both|All|An?|One|Some|Another|It|Help|Everything|They|She|He|Who|Two|Three|Delivery|Service|Work|Repairs?|Installation|Collection|Fitting|Engineers|Technicians|Colleagues)(?![\p{L}])/u.test(
      thing,
    );
  const isOurs =
    /^(?:our|my|one of our|\p{L}+ of us|some(?:one|body))(?![\p{L}])/iu.test(thing) ||
    (house.test(thing) && !nobody.test(thing));
  if (/^(?:be|get|have)$/iu.test(verb)) {
    const state =
      /^(?: (?:all|then|fully|also|safely|being|been|back|have been))* (?<word>[\p{L}']+)(?<more>.*)/su.exec(rest)
        ?.groups ?? {};
    if ((harmful.test(state['word'] ?? '') && !/^ off your/iu.test(rest)) || (isName && !isPlace(rest))) return null;
    if (
      /^(?:it|this|that)$/iu.test(thing) &&
      !/(?:ed|t|n|ready|live|back|done|there|yours|with|in|on|at)$/iu.test(state['word'] ?? '')
    )
      return null;
    return isOurs || isName ? ours(match.index, thing) : ours(match.index, null);
  }
  if (isPresent && /^(?:begin|start)/iu.test(verb) && !forYou.test(clause)) return null;
  if (isPresent) return isName && !forYou.test(rest) ? null : ours(match.index, isOurs || isName ? thing : null);
  if (idle.test(verb) || (verb === 'take' && lasting.test(rest))) return null;
  if (isOurs) return { ...ours(match.index, thing), needsTime: 'or-condition' };
  const isMoving = /^(?:arrive|reach|go|ship|leave|follow|come|land|resume|start|run|be)$/iu.test(verb) && !isName;
  const isTakenUp = /^(?:they|he|she)$/iu.test(thing) && /(?:^|[,:;–-])\s*(?:and|but|then)?\s*$/iu.test(before);
  if (!isMoving && !isTakenUp && !forYou.test(rest)) return null;
  return ours(match.index, isName ? thing : null);
}

function isForeign(thing: string, clause: string): boolean {
  if (/^our (?!prices?|rates?|fees?|opening|office|shop|store|kitchen$|sale)/iu.test(thing)) return false;
  return (
    theirs.test(thing) ||
    elsewhere.test(thing) ||
    noName.test(thing.replace(/^(?:It|They|She|He|Who|This|That|Everything|Both|All|Help)$/u, '')) ||
    thirdParties.test(clause)
  );
}

function isPlace(rest: string): boolean {
  return /^ (?:with|at|in|on|there|round|back|outside|by)(?![\p{L}])/iu.test(rest);
}

function ours(from: number, name: string | null): PromisingClause {
  const who =
    name === null ||
    /^(?:it|this|that|they|everything|help|your|the (?!.*(?:er|or|ist|ian|ant|nurse|vet|chef|doctor|team)$))/iu.test(
      name,
    )
      ? null
      : name;
  return { who: { kind: who === null ? 'we' : 'named', name: who }, strength: 'firm', from, needsTime: true };
}
