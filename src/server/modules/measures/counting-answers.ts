import { promoterGroup } from '../../../domain/voice/net-promoter.ts';
import { normaliseAnswer, wordMatch } from '../../../domain/voice/one-word.ts';
import type { KeptEvent } from '../../store/events.ts';
import { add, type AnswerMark, type Book, dayOf, mark, placeOf } from './book.ts';

export const answerEvents = ['voice.answered', 'voice.ratings-imported'];

/** The answers an event tells of, each as if it had been told alone; imported ones on the day they were given. */
export function answersIn(event: KeptEvent): KeptEvent[] {
  if (event.type !== 'voice.ratings-imported') return [event];
  return (event.data['answers'] as Record<string, unknown>[]).map((data) => ({
    ...event,
    at: new Date(String(data['answeredAt'])),
    data,
  }));
}

/** Counts an answer on the day it came; said again with more, it counts as it stands now, on its first day. */
export function countAnswer(book: Book, event: KeptEvent): void {
  const id = String(event.data['answerId'] ?? event.subjectId);
  const found = book.answers.rows.get(id);
  if (found !== undefined) countAs(book, found, -1, '');
  const said = typeof event.data['word'] === 'string' ? event.data['word'].trim().slice(0, 60) : '';
  const word = meaningOf(book, said, event.at);
  const answer = mark(book.answers, id, {
    answer_id: id,
    day: found?.day ?? dayOf(book, event.at),
    ...(found === undefined ? placeOf(book, event.data['caseId']) : { team_id: found.team_id, channel: found.channel }),
    counts: { ...countsOf(event.data), ...(word.stem === null ? {} : { worded: 1, our_word: word.ours ? 1 : 0 }) },
    ...word,
  });
  countAs(book, answer, 1, said);
}

function countAs(
  book: Book,
  { day, team_id, channel, counts, stem, ours }: AnswerMark,
  by: number,
  said: string,
): void {
  for (const [name, n] of Object.entries(counts)) add(book, 'answer_days', { day, team_id, channel }, name, by * n);
  if (stem !== null) add(book, 'word_days', { day, stem, ours }, 'n', by, { example: said });
}

function countsOf(data: Record<string, unknown>): Record<string, number> {
  const { rating, likely, easy, solved } = data;
  const counts: Record<string, number> = { answers: 1 };
  if (typeof rating === 'number') {
    counts['rated'] = 1;
    counts['satisfied'] = rating >= 4 ? 1 : 0;
  }
  if (typeof likely === 'number') counts[`${promoterGroup(likely)}s`] = 1;
  if (typeof easy === 'number') {
    counts['ease_rated'] = 1;
    counts['ease_sum'] = easy;
    counts['easy'] = easy >= 5 ? 1 : 0;
  }
  if (typeof solved === 'boolean') counts[solved ? 'solved' : 'not_solved'] = 1;
  return counts;
}

/** The stem of what was said, and whether it meant our word as that was then. */
function meaningOf(book: Book, said: string, at: Date): { stem: string | null; ours: boolean } {
  const stem = normaliseAnswer(said, book.language);
  if (stem === undefined) return { stem: null, ours: false };
  const ours = book.words.findLast((version) => version.made_at.getTime() <= at.getTime()) ?? book.words[0];
  if (ours === undefined) return { stem, ours: false };
  const match = wordMatch([said], { word: ours.word, synonyms: ours.synonyms, language: book.language });
  return { stem, ours: match.figure.k === 1 };
}
