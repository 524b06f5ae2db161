import { useTranslation } from 'react-i18next';
import { OwnFieldInput } from '../../../ui/own-field.tsx';
import type { Answers, PutQuestion } from './questions.ts';

/** The questions that apply now; one that hangs on another appears as soon as that one is answered. */
export function AskedQuestions(props: {
  asked: readonly PutQuestion[];
  answers: Answers;
  /** Shown once sending was tried: by key, what is missing or does not fit, or the server's own sentence. */
  problems: ReadonlyMap<string, string>;
  onAnswer: (key: string, value: unknown) => void;
}) {
  const { t } = useTranslation('new-case');
  return props.asked.map((question) => {
    const problem = props.problems.get(question.key);
    return (
      <OwnFieldInput
        key={question.key}
        field={{ ...question, name: question.label, choices: [...question.choices] }}
        labels={question.labels}
        error={
          problem === 'required' || problem === 'wrong' ? t(`problem.${problem}`, { name: question.label }) : problem
        }
        value={props.answers[question.key]}
        onChange={(value) => props.onAnswer(question.key, value)}
      />
    );
  });
}
