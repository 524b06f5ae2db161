/**
 * Asking in the right order, and never twice: which of the eight questions fits a kind of case, and which of them a draft asks
 * although the customer has answered it.
 */
import { sentencesOf } from '../promises/spoken-promise-text.ts';
import { type BriefQuestion, briefQuestions, isStale } from './brief.ts';

/** What one may ask somebody who comes with this; the rest follows in the order of the brief. */
const fitting: Readonly<Record<string, readonly BriefQuestion[]>> = {
  complaint: ['expects', 'perfect-outcome', 'worries', 'will-keep'],
  incident: ['perfect-outcome', 'worries', 'expects'],
  request: ['need', 'why', 'perfect-outcome', 'expects'],
  question: ['need', 'why', 'worries'],
  compliment: ['why-us', 'will-keep', 'compared'],
};

/**
 * The question to ask in a case of a kind: the first unknown one that fits it, then any unknown one, then the stalest; null
 * when all is known and fresh. `fits` tells whether it suits the kind.
 */
export function nextQuestionFor(
  kind: string,
  answered: readonly { question: BriefQuestion; saidAt: Date }[],
  now: Date,
): { question: BriefQuestion; because: 'unknown' | 'stale'; fits: boolean } | null {
  const first = fitting[kind] ?? [];
  const order = [...first, ...briefQuestions.filter((question) => !first.includes(question))];
  const known = new Map(answered.map(({ question, saidAt }) => [question, saidAt]));
  const unknown = order.find((question) => !known.has(question));
  if (unknown !== undefined) return { question: unknown, because: 'unknown', fits: first.includes(unknown) };
  const stale = order
    .filter((question) => isStale(known.get(question)!, now))
    .toSorted((a, b) => known.get(a)!.getTime() - known.get(b)!.getTime())[0];
  return stale === undefined ? null : { question: stale, because: 'stale', fits: first.includes(stale) };
}

/** How each question is asked, in five languages. */
const asking: Readonly<Record<BriefQuestion, RegExp>> = {
  need: /what (?:exactly )?(?:do|would|did) you (?:really )?need|what (?:do you need|is) it for|what are you (?:looking for|trying to)|was (?:genau )?(?:brauchen|benötigen) (?:sie|du)|was (?:brauchst|benötigst) du|wofür (?:brauchen|benötigen|brauchst)|qué necesita|de quoi avez-vous besoin|do que (?:você )?precisa/iu,
  why: /why (?:does|is) (?:that|this|it) (?:matter|important)|why do you (?:need|want)|warum ist (?:ihnen |dir )?(?:das|es) (?:ihnen |dir )?wichtig|warum (?:brauchen|benötigen|möchten) sie|por qué (?:es importante|lo necesita)|pourquoi est-ce important|por que isso é importante/iu,
  'why-us':
    /(?:why|what made you) (?:did you )?(?:choose|pick) us|why us\b|warum (?:haben sie sich für uns|gerade wir)|weshalb haben sie uns|por qué nos eligi|pourquoi nous avez-vous choisi|por que nos escolheu/iu,
  expects:
    /what (?:do|would|did) you (?:now )?expect|what are your expectations|was erwarten sie|was (?:erwartest|erhoffst) du|was erhoffen sie|qué espera|qu'attendez-vous|o que (?:você )?espera/iu,
  worries:
    /what (?:worries|concerns) you|what are you (?:worried|afraid)|do you have (?:any )?(?:concerns|worries)|was (?:beunruhigt|besorgt|bereitet ihnen sorgen)|welche (?:sorgen|bedenken)|qué le preocupa|qu'est-ce qui vous inquiète|o que o preocupa|o que (?:te|lhe) preocupa/iu,
  'perfect-outcome':
    /(?:what would|how would) (?:the |a |it )?(?:perfect|ideal|best|good)|what would (?:solved|success) look like|how would it end|what would be (?:the |a )?(?:perfect|ideal|best)|wie sähe (?:die|eine|das) (?:perfekte|ideale|beste)|was wäre (?:für sie )?(?:die|das) (?:perfekte|ideale|beste)|cuál sería (?:el|la) (?:mejor|ideal)|quelle serait (?:la|l'issue)|qual seria o (?:melhor|ideal)/iu,
  compared:
    /(?:who|whom|what) else did you (?:consider|look at|compare)|nearly cho[os]se|how do we compare|mit wem (?:haben sie uns )?verglichen|welche (?:anderen )?anbieter|con quién nos (?:ha )?compar|à qui nous (?:avez-vous )?compar|com quem nos compar/iu,
  'will-keep':
    /what would (?:bring you back|make you stay|keep you)|what (?:do we have to|must we) do to keep|was würde sie (?:halten|zurückbringen)|was müssen wir tun, damit sie bleiben|qué le haría (?:volver|quedarse)|qu'est-ce qui vous ferait (?:revenir|rester)|o que o faria (?:voltar|ficar)/iu,
};

/**
 * Questions of a draft to which the customer has given an answer, each with the answer and where the sentence stands. An answer
 * grown old may be asked again: it is not among `known` then.
 */
export function askedAlready(
  text: string,
  known: readonly { readonly question: BriefQuestion; readonly statement: string }[],
): { question: BriefQuestion; statement: string; start: number; length: number }[] {
  if (known.length === 0) return [];
  return sentencesOf(text)
    .filter(({ text: sentence }) => sentence.trimEnd().endsWith('?'))
    .flatMap(({ text: sentence, start }) => {
      const again = known.find(({ question }) => asking[question].test(sentence));
      return again === undefined ? [] : [{ ...again, start, length: sentence.length }];
    });
}
