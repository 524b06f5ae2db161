import './survey.css';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/voice-surveys.ts';
import { isStandard } from '../../../domain/voice/questions.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { whole } from '../../paged.ts';
import { useSession } from '../../session.ts';
import { notifyProblem, notifyUndo } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { ListFrame } from '../../ui/list-frame.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { type SurveyVersion, versionsQuery } from './asking.data.ts';
import { languageName } from './language-name.ts';
import { type Difference, differencesOf } from './version-differences.ts';
import type { Question, Survey } from './voice.data.ts';

/** The wordings a survey has had, the latest first: who changed what, when, how many answered each, and the way back to it. */
export default function SurveyVersions(props: { survey: Survey; language: string; onBack: () => void }) {
  const { t } = useTranslation('asking');
  const { survey, language } = props;
  const versions = whole(useQuery(versionsQuery(survey.id)));
  const send = async (questions: readonly Question[]) => {
    const saved = await call<typeof contract.changeSurvey>('PATCH', '/surveys/:id', {
      params: { id: survey.id },
      body: { questions: [...questions] },
    });
    queryClient.setQueryData(['voice', 'survey', survey.id], saved);
    await queryClient.invalidateQueries({ queryKey: ['voice'] });
    props.onBack();
  };
  const goBack = (one: SurveyVersion) =>
    void send(one.questions)
      .then(() =>
        notifyUndo(
          t('versions.back', { version: one.version }),
          () => void send(survey.questions).catch(notifyProblem),
        ),
      )
      .catch((problem: unknown) => notifyProblem(problem));
  return (
    <section className="survey-versions" aria-labelledby="survey-versions">
      <h2 className="title" id="survey-versions">
        {t('versions.title')}
      </h2>
      <p className="dim sm">{t(versions.items.length > 1 ? 'versions.why' : 'versions.first')}</p>
      <ListFrame list={versions} rows={2} height={40}>
        <ol className="waves">
          {versions.items.map((one, place) => (
            <li key={one.version}>
              <Version
                one={one}
                before={versions.items[place + 1]}
                now={one.version === survey.version}
                language={language}
                onBack={() => goBack(one)}
              />
            </li>
          ))}
        </ol>
      </ListFrame>
    </section>
  );
}

function Version(props: {
  one: SurveyVersion;
  before: SurveyVersion | undefined;
  now: boolean;
  language: string;
  onBack: () => void;
}) {
  const { one, before, now, language } = props;
  const { t } = useTranslation(['asking', 'listening']);
  const { may } = useSession();
  const text = (question: Question) => textOf(question, language) || nameOf(question, t);
  return (
    <details>
      <summary>
        <b className="strong">{t('versions.one', { version: one.version })}</b>{' '}
        <span className="dim sm">
          {now && `${t('versions.now')} · `}
          {one.madeBy ?? t('versions.itself')} · <TimeText at={one.madeAt} /> ·{' '}
          {t('versions.count', { count: one.answers })}
        </span>
      </summary>
      {before !== undefined && (
        <ul className="sm" style={{ margin: '8px 0' }}>
          {differencesOf(before.questions, one.questions).map((difference, place) => (
            <li key={place}>
              <Told difference={difference} text={text} />
            </li>
          ))}
        </ul>
      )}
      <p className="dim xs">{t('versions.asked')}</p>
      <ol className="sm" style={{ listStyle: 'decimal', paddingInlineStart: '1.3em' }} lang={language}>
        {one.questions.map((question) => (
          <li key={question.key}>
            {text(question)}
            {question.optional && <span className="dim xs"> {t('listening:survey.mayBeLeft')}</span>}
          </li>
        ))}
      </ol>
      {!now && may('surveys.write') && (
        <p style={{ marginTop: 8 }}>
          <Button size="s" onClick={props.onBack}>
            {t('versions.askSo')}
          </Button>
        </p>
      )}
    </details>
  );
}

function Told({ difference, text }: { difference: Difference; text: (question: Question) => string }) {
  const { t, i18n } = useTranslation(['asking', 'listening']);
  if (difference.kind === 'order') return t('versions.order');
  if (difference.kind !== 'reworded') return t(`versions.${difference.kind}`, { question: text(difference.question) });
  const { language, from, to, question } = difference;
  const standard = isStandard(question.key) ? t('listening:survey.standard') : t('versions.nothing');
  return (
    <>
      {t('versions.reworded', {
        question: nameOf(question, t),
        language: languageName(language, i18n.language),
      })}{' '}
      <del lang={language}>{from === '' ? standard : from}</del> →{' '}
      <ins lang={language}>{to === '' ? standard : to}</ins>
    </>
  );
}

function textOf({ texts }: Question, language: string): string {
  return texts[language] ?? texts['en'] ?? Object.values(texts)[0] ?? '';
}

/** What a question is called in the staff's language, whatever its words. */
function nameOf(question: Question, t: (key: string) => string): string {
  return isStandard(question.key) ? t(`listening:question.${question.key}`) : textOf(question, '') || question.key;
}
