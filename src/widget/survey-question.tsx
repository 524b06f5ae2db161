import type { WrittenQuestion } from '../contract/voice-surveys.ts';
import type { Say } from './words.ts';

export type Value = boolean | number | string | string[];

/** One question: a group of choices that arrow keys walk through, ticks, or a line to write in. */
export function SurveyQuestion(props: {
  question: WrittenQuestion;
  value: Value | undefined;
  say: Say;
  onChange(value: Value | undefined): void;
}) {
  const { question, value, say, onChange } = props;
  const { key, kind, text, optional } = question;
  if (kind === 'text')
    return (
      <label>
        {text}
        {key === 'word' ? (
          <input
            type="text"
            maxLength={40}
            value={typeof value === 'string' ? value : ''}
            onInput={(event) => onChange(event.currentTarget.value || undefined)}
          />
        ) : (
          <textarea
            rows={3}
            maxLength={4000}
            value={typeof value === 'string' ? value : ''}
            onInput={(event) => onChange(event.currentTarget.value || undefined)}
          />
        )}
      </label>
    );
  const several = Array.isArray(value) ? value : [];
  return (
    <fieldset>
      <legend>
        {text}
        {optional && <span class="dim"> {say('surveyOptional')}</span>}
      </legend>
      <div class={kind === 'scale' && key !== 'rating' ? 'row scale' : 'row'}>
        {offered(question, say).map(({ of, label }) => (
          <label key={String(of)} class="choice">
            <input
              type={kind === 'multi' ? 'checkbox' : 'radio'}
              name={`survey-${key}`}
              checked={kind === 'multi' ? several.includes(String(of)) : value === of}
              onChange={(event) =>
                onChange(
                  kind !== 'multi'
                    ? of
                    : event.currentTarget.checked
                      ? [...several, String(of)]
                      : several.filter((one) => one !== of),
                )
              }
            />
            {label}
          </label>
        ))}
      </div>
      {(question.low !== '' || question.high !== '') && (
        <p class="ends dim">
          <span dir="auto">{question.low !== '' && `${String(question.from)}: ${question.low}`}</span>
          <span dir="auto">{question.high !== '' && `${String(question.to)}: ${question.high}`}</span>
        </p>
      )}
    </fieldset>
  );
}

function offered({ key, kind, from, to, choices }: WrittenQuestion, say: Say): { of: Value; label: string }[] {
  if (kind === 'yes-no')
    return [
      { of: true, label: say('helpedYes') },
      { of: false, label: say('helpedNo') },
    ];
  if (kind !== 'scale') return choices.map((choice) => ({ of: choice.key, label: choice.text }));
  return Array.from({ length: to - from + 1 }, (_, step) => {
    const of = from + step;
    return { of, label: key === 'rating' ? `${String(of)} ${say(`rating${String(of)}`)}` : String(of) };
  });
}
