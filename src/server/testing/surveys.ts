import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import type { Question, Survey } from '../../contract/voice-surveys.ts';
import type { Context } from '../context.ts';
import { askCustomer } from '../modules/voice/surveys/asks-on-pages.ts';
import { createSurvey, type SurveyText } from '../modules/voice/surveys/surveys.ts';
import { newId } from '../store/identity.ts';
import { addCustomer, openTestCompany, type TestStaff } from './desk.ts';
import type { TestHouse } from './house.ts';

/** Whether he would recommend us: 0 to 10. */
export const likely: Question = { key: 'likely', texts: {}, optional: false };

/** What hurt whoever would not. */
export const hurt: Question = {
  key: 'hurt',
  kind: 'multi',
  texts: { en: 'What hurt?', de: 'Was tat weh?' },
  optional: false,
  choices: [
    { key: 'wait', texts: { en: 'Waiting' } },
    { key: 'price', texts: { en: 'The price' } },
  ],
  showWhen: { question: 'likely', atMost: 6 },
};

/** A company, and its manager's hands on surveys. */
export interface TestSurveys {
  readonly house: TestHouse;
  /** The manager, at the test's present time. */
  mara(): Context;
  /** A survey of `likely` and `hurt` that lets nobody wait, unless told otherwise. */
  make(input?: SurveyText & { programme?: 'relational' | 'destination' | 'custom' }): Promise<Survey>;
  /** Asks somebody, or a new customer, by a link. @returns its token */
  askedByLink(survey: Survey, customerId?: string): Promise<string>;
}

/** For a test file: opened before its tests, at `start` before each of them, and closed after them. */
export function surveysOfFile(start: Date): TestSurveys {
  let house: TestHouse;
  let manager: TestStaff;
  beforeAll(async () => {
    ({ house, manager } = await openTestCompany());
  });
  afterAll(() => house?.close());
  beforeEach(() => house.setClock(start));
  const mara = () => house.as(manager);
  return {
    get house() {
      return house;
    },
    mara,
    make: ({ programme = 'custom', questions = [likely, hurt], ...rest } = {}) =>
      createSurvey(mara(), { name: `Survey ${newId()}`, programme, questions, quietDays: 0, ...rest }),
    async askedByLink(survey, customerId) {
      const asked = await askCustomer(mara(), survey.id, {
        customerId: customerId ?? (await addCustomer(house)),
        way: 'link',
      });
      expect(asked).toMatchObject({ state: 'sent' });
      return asked.url!.split('/s/')[1]!;
    },
  };
}
