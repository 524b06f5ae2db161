import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type * as contract from '../contract/widget-survey.ts';
import type { Parts } from './app.tsx';
import { sentence } from './refused.ts';
import { SurveyQuestion, type Value } from './survey-question.tsx';

/** What was begun is kept after so many milliseconds, unless it has no name: then nothing is kept before it is sent. */
const keepAfter = 5000;

type Answers = Record<string, Value | undefined>;

/** Asks in the panel: about the conversation that has ended, or what else waits. Draws nothing where nobody is to be asked. */
export function SurveyPart({ desk, say, chatId, onShown }: Parts & { chatId?: string; onShown?: () => void }) {
  const [survey, setSurvey] = useState<contract.WidgetSurvey>();
  const [answers, setAnswers] = useState<Answers>({});
  const [state, setState] = useState<'asking' | 'sending' | 'thanked' | 'answered'>('asking');
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<string>();
  const part = useRef<HTMLElement>(null);
  const [unsent, setUnsent] = useState<Answers>();
  const leavingRef = useRef<() => void>(() => undefined);

  useEffect(() => {
    let gone = false;
    desk
      .call<typeof contract.askInPanel>('POST', '/widget/surveys', chatId === undefined ? {} : { chatId })
      .then(({ survey: found }) => {
        if (gone || found === null) return;
        setSurvey(found);
        setAnswers(found.given as Answers);
        if (!found.answered) return;
        setSaid(say('surveyThanks'));
        setState('answered');
      })
      // whoever cannot be asked now is not asked: nobody came for this
      .catch(() => undefined);
    return () => {
      gone = true;
    };
  }, [desk, chatId, say]);

  const send = (given: Answers, unfinished: boolean) =>
    desk.call<typeof contract.answerInPanel>('POST', `/widget/surveys/${survey!.id}/answers`, {
      answers: given,
      ...(unfinished ? { unfinished } : {}),
    });
  useLayoutEffect(() => {
    if (survey !== undefined) onShown?.();
    // what stands above moves only when it appears
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [survey]);
  useLayoutEffect(() => {
    leavingRef.current = () => {
      if (unsent !== undefined && survey !== undefined && !survey.anonymous)
        void send(unsent, true).catch(() => undefined);
    };
  });
  useEffect(() => {
    if (unsent === undefined) return;
    const timer = setTimeout(() => {
      leavingRef.current();
      setUnsent(undefined);
    }, keepAfter);
    return () => clearTimeout(timer);
  }, [unsent]);
  useEffect(() => () => leavingRef.current(), []);

  // what was pressed is gone: the thanks take the focus, and are read
  useEffect(() => {
    if (state === 'thanked') part.current?.querySelector('p')?.focus();
  }, [state]);

  function thank(words: string): void {
    setSaid(words || say('surveyThanks'));
    setState('thanked');
  }

  if (survey === undefined) return null;
  if (state === 'thanked' || state === 'answered')
    return (
      <section class="survey" ref={part}>
        <p role="status" tabIndex={-1}>
          {said}
        </p>
        {!survey.anonymous && (
          <button type="button" class="link" onClick={() => setState('asking')}>
            {say('surveyChange')}
          </button>
        )}
      </section>
    );

  const shown = shownOf(survey.questions, answers);
  const complete = shown.every(({ key, optional }) => optional || answers[key] !== undefined);
  const submit = async (event: Event) => {
    event.preventDefault();
    setState('sending');
    setProblem(undefined);
    setUnsent(undefined);
    try {
      const given = Object.fromEntries(shown.map(({ key }) => [key, answers[key]]));
      const { bad, thanks } = await send(given, false);
      thank(bad ? say('surveyBad') : (thanks ?? ''));
    } catch (error) {
      setProblem(sentence(desk, error, say));
      setState('asking');
    }
  };
  return (
    <section class="survey" ref={part} aria-labelledby="survey-title">
      <form onSubmit={(event) => void submit(event)}>
        <h3 id="survey-title">{survey.title}</h3>
        {survey.anonymous && <p class="dim">{say('surveyAnonymous')}</p>}
        {shown.map((question) => (
          <SurveyQuestion
            key={question.key}
            question={question}
            value={answers[question.key]}
            say={say}
            onChange={(value) => {
              const next = { ...answers, [question.key]: value };
              setUnsent(next);
              setAnswers(next);
            }}
          />
        ))}
        {problem !== undefined && <p role="alert">{problem}</p>}
        <button
          type="submit"
          class="main"
          disabled={state === 'sending' || !shown.some(({ key }) => answers[key] !== undefined)}
        >
          {say(complete ? 'surveySend' : 'surveySendSoFar')}
        </button>
      </form>
    </section>
  );
}

/** The questions that these answers lead to; what hangs on a hidden one is hidden. The server decides the same way anew. */
function shownOf(questions: contract.WidgetSurvey['questions'], given: Answers): contract.WidgetSurvey['questions'] {
  const shown = new Set<string>();
  return questions.filter(({ key, showWhen }) => {
    const visible = showWhen === null || (shown.has(showWhen.question) && meets(showWhen, given[showWhen.question]));
    if (visible) shown.add(key);
    return visible;
  });
}

type When = NonNullable<contract.WidgetSurvey['questions'][number]['showWhen']>;

function meets({ is, atLeast, atMost }: When, value: Value | undefined): boolean {
  if (value === undefined) return false;
  const words = (Array.isArray(value) ? value : [value]).map((one) =>
    one === true ? 'yes' : one === false ? 'no' : String(one),
  );
  if (is !== undefined && !words.some((one) => is.includes(one))) return false;
  if (typeof value !== 'number') return true;
  return (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost);
}
