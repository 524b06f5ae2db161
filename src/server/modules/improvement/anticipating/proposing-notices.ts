import type { Anticipation, AnticipationRule } from '../../../../contract/anticipation.ts';
import { languages } from '../../../../domain/languages.ts';
import { say } from '../../../catalogue.ts';
import type { WritingContext } from '../../../context.ts';
import { readCommon } from './anticipation-queries.ts';

/** Whom a notice is for: those who share what the customers of a problem have in common. */
export async function proposeRule(
  ctx: WritingContext,
  problem: { id: string; title: string },
): Promise<AnticipationRule> {
  const common = await readCommon(ctx.trx, problem.id);
  if (common.bought !== null) return { purchased: common.bought.slice(0, 200) };
  if (common.tags?.length) return { tags: common.tags };
  if (common.case_tags?.length) return { caseTags: common.case_tags };
  const words = [...problem.title.matchAll(/\p{L}{5,}/gu)].map(([word]) => word.toLowerCase());
  return words.length === 0 ? {} : { words: words.slice(0, 3) };
}

/** What they are told, in every language of ours. */
export function proposeTexts(title: string, workaround: string): Anticipation['texts'] {
  return Object.fromEntries(
    languages.map((language) => [
      language,
      {
        subject: say(language, 'anticipation', 'notice.subject', { title }).slice(0, 300),
        text: [
          say(language, 'anticipation', 'notice.greeting'),
          say(language, 'anticipation', 'notice.known', { title }),
          ...(workaround === '' ? [] : [say(language, 'anticipation', 'notice.helps', { workaround })]),
          say(language, 'anticipation', 'notice.end'),
        ].join('\n\n'),
      },
    ]),
  );
}
