/**
 * What words are about, as far as it matters for how somebody is spoken to: one word stands for all of its kind, so that what
 * was learned of one is known of the others. `*` stands for any ending.
 */
import type { Language } from '../languages.ts';
import { promiseConcepts } from './promise-concepts.ts';

const english = {
  you: `you your yours yourself yourselves you're you've you'll you'd u`,
  we: `we our us ours ourselves we're we've we'll we'd`,
  me: `i my me mine myself i'm i've i'll i'd`,
  not: `not no never nothing none nobody don't doesn't didn't isn't aren't wasn't weren't can't cannot couldn't won't wouldn't shouldn't haven't hasn't hadn't without hardly n't nor neither ain't`,
  mind: `understand* understood grasp* brain* think* thought common sense clever smart intelligen* logic* reason* realis* realiz* figure* know knows knew follow comprehend* learn* degree competent* basic* expert* clue* figured mind* wits head capable ability sensible`,
  easy: `simple simply easy easily obvious* clear clearly plain plainly evident* self-evident straightforward basic trivial hard difficult complicated science surgery apparent* crystal`,
  small: `child children kid kids toddler baby five-year-old grown-up adult adults anyone anybody everyone everybody people beginner amateur normal average most others granny grandma schoolchild novice dummies person`,
  read: `read reading listen listened listening look looked looking check checked pay attention paid notice noticed search searched google googled scroll glance bother bothered eyes glasses open opened manual instructions faq page text sentence line instruction* terms print`,
  blame: `fault blame blamed mistake mistakes error responsible responsibility caused cause careless* negligen* sloppy wrong damage damaged broke broken dropped ignored ignoring forgot forgotten failed failure failing refuse refused own doing lazy laziness messed mess ruined planning`,
  doubt: `believe believes story stories claim claims claimed allege* alleged* pretend* lie lies lied liar lying trick tricks excuse excuses prove proof evidence strange strangely funny funnily odd oddly interesting convenient* suddenly suspicious fake faked invent* imagine* imagining so-called supposedly cheat* scam* fraud* honest doubt version apparently innocent sceptical skeptical`,
  away: `care concern concerns business problem department interested interest elsewhere somebody else someone matter worry deal with bother competitor door leave go ourselves job outside sort`,
  threat: `or else otherwise consequence* lawyer lawyers court block blocked close closed warning last final chance better dare regret deadline ultimatum cancel sue legal collections suffer unpleasant before hand terminate* suspend* until bailiff* blacklist* police`,
  again: `again already times repeat* repeated once twice third stop keep keeps kept patience enough tired sick finally still often yet before told explained said hundredth umpteenth constantly always every never-ending keep nagging chase chasing hurry`,
  mock: `congratulations bravo wow surprise poor heart bleeds tragedy medal lovely charming sure thrilled joke joking rich original brilliant genius oh well ah aww yay hooray applause hero majesty highness nice great wonderful delight* fascinating impressive clap universe newsflash`,
  order: `must have need just do now immediately quiet obey accept shut sit wait calm relax quit cease send pay sign answer stop get give take make try be`,
  thanks: `grateful gratitude thank thanks thankful owe least manners polite ashamed shame appreciate*`,
  fuss: `fuss drama dramatic big deal exaggerat* overreact* sensitive hysteric* proportion whine* whining moan* moaning complain* tantrum scene meltdown emotional upset crying cry tears grip worked panic* rant* ranting attitude tone temper`,
  worth: `time important priority thousands special exception real waste* wasting wasted busy valuable precious favour favours favor treatment luxury king only unique centre center revolve everything`,
  insult: `stupid* idiot* dumb silly ridiculous* absurd pathetic clueless ignorant annoying nightmare exhausting fool* moron* lazy hopeless incompetent useless rubbish nonsense crap damn hell bloody ludicrous laughable childish rude pest disgrace* embarrass* joke`,
  cheap: `price money cheap pay paid expect expected expectations perfection quality discount free bargain afford cost luxury`,
  soften: `sorry apologise apologize apologies unfortunately afraid please glad happy gladly could would hope help welcome understand regret kindly`,
  life: `life luck bad tough world fair unfair survive whatever shrug`,
} as const;

const german = {
  you: `sie ihr ihre ihrem ihren ihrer ihres ihnen du dein* dir dich euch euer eure*`,
  we: `wir unser* uns`,
  me: `ich mein* mir mich`,
  not: `nicht kein* nie niemals nichts niemand* ohne kaum weder nirgends`,
  mind: `versteh* verstand* begreif* begriff* kapier* denken denkt denk nachdenken nachgedacht mitdenken kopf hirn gehirn hausverstand menschenverstand schlau klug intelligent* logik logisch* wissen weiß wusste* ahnung ahnungslos* grundwissen gedächtnis studier* fähig unfähig* experte* lernen gelernt merken vernünftig* folgen auskenn*`,
  easy: `einfach einfache* leicht klar deutlich selbstverständlich* offensichtlich* logisch schwer schwierig* kompliziert hexenwerk kunst* kinderleicht simpel eindeutig selbsterklärend`,
  small: `kind kinder kindern kindergarten erwachsene* jeder jede jedem jeden anfänger* laie* amateur* normal* andere anderen leute leuten mensch menschen alter oma großmutter schüler volksschüler* blinder`,
  read: `lesen liest gelesen lies zuhören zugehört hören hinsehen hinschauen schauen nachsehen nachgesehen nachgeschaut blick angeschaut geöffnet öffnen anleitung* handbuch suchmaschine googeln überlesen übersehen beachte* aufpassen aufgepasst augen brille satz text seite agb bedingungen informieren`,
  blame: `schuld selber selbst fehler verantwort* verursach* schlamp* nachlässig* unachtsam* falsch versäum* vergess* ignorier* kaputt beschädig* zuzuschreiben eingebrockt planung bequemlich* faul* weiger* verpeilt verbockt verschuld* schlamassel vergeigt`,
  doubt: `glaub* geschichte* behaupt* angeblich* lüg* gelogen trick* ausrede* beweis* seltsam* komisch* merkwürdig* interessant* plötzlich praktischerweise unschuld* gefälscht* ausgedacht ausdenken einbild* bilden betrüg* betrug märchen abnehmen abkauf* unterstell* vorgeb* angebliche zweifel* bezweif* zufällig* wundersam*`,
  away: `egal angeht angehen an geht interessiert interesse problem bier baustelle sache zuständig* abteilung woanders anderswo jemand anderen selber konkurrenz tür weg raus kümmer* sorge* kopf zerbrechen`,
  threat: `sonst oder anderenfalls andernfalls konsequenz* folgen anwalt gericht sperren sperr* schließ* warnung letzte letzter letztes letztmal chance wehe wagen wag bereuen frist ultimatum kündig* klage* polizei inkasso teuer unangenehm kennenlernen danach auch`,
  again: `schon bereits wieder nochmal nochmals noch mal male wiederhol* mehrmals mehrfach ständig dauernd andauernd immer endlich geduld genug satt müde leid dreimal zweimal hundertsten dritten zum gesagt erklärt gestern drängeln nachfragen langsam ewig`,
  mock: `gratulier* gratulation glückwunsch bravo wow überraschung arme armer tränen tragödie orden reizend* entzückend* natürlich klar ach oh na toll super schön wunderbar herrlich witz scherz genie originell respekt beifall applaus freuden ernst ponyhof wunschkonzert`,
  order: `gefälligst müssen muss sofort jetzt ruhe ruhig still schweigen hören akzeptieren tun machen lassen nehmen geben zahlen seien halten hört auf merken schreiben schicken lesen`,
  thanks: `dank danke dankbar* schäm* schämen manieren benehmen anstand höflich* mindeste`,
  fuss: `theater drama dramatisch* übertreib* empfindlich* hysterisch* elefanten mücke jammer* gejammer mecker* beschwer* aufreg* aufregung anstell* szene heulen geheul ton tonfall laut einkriegen kriegen zirkus`,
  worth: `zeit wichtig* vorrang tausend* tausenden ausnahme* extrawurst sonder* besseres echte* richtig* verschwend* stehl* dreht alles einzige* einziger kostbar* könig prinz* sonderwunsch*`,
  insult: `dumm* idiot* blöd* albern* lächerlich* lachhaft* absurd* ahnungslos* nervig* lästig* albtraum anstrengend unfähig* hoffnungslos* unsinn quatsch blödsinn stuss mist verdammt* kindisch* unverschämt* frech* dreist* peinlich* unfug nerven letzte hopfen malz unhöflich*`,
  cheap: `preis geld billig* zahlen bezahlen bezahlt gezahlt erwarten erwartet erwartung* perfektion qualität rabatt umsonst gratis`,
  soften: `leider bitte bedaure* entschuldig* verzeih* gern gerne danke tut hoffe* hoffentlich verständnis freu* vielleicht könnten würden helfe* hilft`,
  life: `leben pech welt fair überleben glück nun halt eben mal wohl übel`,
} as const;

interface Concepts {
  readonly words: ReadonlyMap<string, readonly string[]>;
  readonly stems: ReadonlyMap<string, readonly string[]>;
  /** What words were found to be about; words come again and again. */
  readonly met: Map<string, readonly string[]>;
}
const MET = 20_000;

function conceptsOf(table: Readonly<Record<string, string>>): Concepts {
  const words = new Map<string, string[]>();
  const stems = new Map<string, string[]>();
  for (const [name, list] of Object.entries(table))
    for (const word of list.split(/\s+/u)) {
      const isStem = word.endsWith('*');
      const key = isStem ? word.slice(0, -1) : word;
      const into = isStem ? stems : words;
      into.set(key, [...(into.get(key) ?? []), name]);
    }
  return { words, stems, met: new Map() };
}

/** What is learned, by the concepts it is learned with. */
export type Kind = 'slight' | 'promise';
const concepts: Readonly<Record<Kind, Readonly<Partial<Record<Language, Concepts>>>>> = {
  slight: { en: conceptsOf(english), de: conceptsOf(german) },
  promise: { en: conceptsOf(promiseConcepts.en), de: conceptsOf(promiseConcepts.de) },
};

function conceptsIn(token: string, { words, stems, met }: Concepts): readonly string[] {
  const before = met.get(token);
  if (before !== undefined) return before;
  const here = [...(words.get(token) ?? [])];
  for (let length = 3; length <= token.length && length < 14; length += 1)
    here.push(...(stems.get(token.slice(0, length)) ?? []));
  if (met.size >= MET) met.clear();
  met.set(token, here);
  return here;
}

/** What the words of a sentence are about, and which two of it stand together. */
export function conceptMarks(tokens: readonly string[], kind: Kind, language: Language): Set<string> {
  const marks = new Set<string>();
  const known = concepts[kind][language];
  if (known === undefined) return marks;
  const found = new Set<string>();
  let before: readonly string[] = [];
  for (const token of tokens) {
    const here = conceptsIn(token, known);
    for (const one of here) {
      found.add(one);
      for (const last of before) marks.add(`@${last}>${one}`);
    }
    if (here.length > 0) before = here;
  }
  const all = [...found].toSorted();
  for (const [index, one] of all.entries()) {
    marks.add(`@${one}`);
    for (const other of all.slice(index + 1)) marks.add(`@${one}+${other}`);
  }
  return marks;
}
