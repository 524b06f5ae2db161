import type * as contract from '../../../../contract/cases.ts';
import type * as forms from '../../../../contract/forms.ts';
import { caseChannels, caseKinds, priorities } from '../../../../domain/cases/words.ts';
import type { FieldValues } from '../../../../domain/fields/values.ts';
import { call } from '../../../api.ts';
import { isApiProblem } from '../../../problem.ts';
import type { Case } from '../cases.data.ts';
import type { NewCaseWords } from './new-case-draft.ts';
import type { PutForm } from './questions.ts';
import { whoseOf } from './whose.tsx';

/** Opens the case: by hand, or through the form that was chosen. */
export function openNewCase(
  words: NewCaseWords,
  put: PutForm | undefined,
  more: { fields: FieldValues; attachmentIds: string[] },
): Promise<Case> {
  const subject = words.subject.trim();
  if (put !== undefined)
    return call<typeof forms.sendForm>('POST', '/forms/:id/cases', {
      params: { id: put.id },
      body: {
        ...whoseOf(words),
        ...more,
        ...(put.asks.subject ? { subject } : {}),
        ...(put.asks.text === 'no' || words.text.trim() === '' ? {} : { text: words.text }),
        ...(put.asks.wish && words.wish.trim() !== '' ? { wish: words.wish.trim() } : {}),
      },
    });
  return call<typeof contract.openCase>('POST', '/cases', {
    body: {
      ...whoseOf(words),
      ...more,
      subject,
      text: words.text,
      kind: caseKinds.find((one) => one === words.kind),
      priority: priorities.find((one) => one === words.priority),
      channel: caseChannels.find((one) => one === words.channel),
      ...(words.teamId === '' ? {} : { teamId: words.teamId }),
      ...(words.emotion === '' ? {} : { emotion: words.emotion }),
    },
  });
}

/** The server's sentences on own fields, by key. */
export function refusedAnswers(refusal: unknown): ReadonlyMap<string, string> {
  if (!isApiProblem(refusal)) return new Map();
  return new Map(
    refusal.fields.flatMap(({ field, message }) => {
      const key = /^\/?fields[./](.+)$/.exec(field)?.[1];
      return key === undefined ? [] : [[key, message]];
    }),
  );
}
