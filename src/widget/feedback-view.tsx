import { useState } from 'preact/hooks';
import type * as contract from '../contract/widget.ts';
import type { Parts } from './app.tsx';
import { sentence } from './refused.ts';

const feelings = ['won', 'neutral', 'lost'] as const;

/** How it was, in one of three words, and why. */
export function FeedbackView({ desk, say }: Parts) {
  const [feeling, setFeeling] = useState<(typeof feelings)[number]>();
  const [words, setWords] = useState('');
  const [state, setState] = useState<'asking' | 'sending' | 'thanked'>('asking');
  const [problem, setProblem] = useState<string>();
  const send = async (event: Event) => {
    event.preventDefault();
    if (feeling === undefined) return;
    setState('sending');
    try {
      await desk.call<typeof contract.giveFeedback>('POST', '/widget/feedback', { feeling, words });
      setState('thanked');
    } catch (error) {
      setProblem(sentence(desk, error, say));
      setState('asking');
    }
  };
  if (state === 'thanked')
    return (
      <p class="view" role="status">
        {say('feedbackThanks')}
      </p>
    );
  return (
    <form class="view" onSubmit={(event) => void send(event)}>
      <fieldset>
        <legend>{say('feedbackAsk')}</legend>
        <div class="row">
          {feelings.map((one, place) => (
            <label key={one} class="choice">
              <input
                type="radio"
                name="feeling"
                {...(place === 0 ? { 'data-first': true } : {})}
                checked={feeling === one}
                onChange={() => setFeeling(one)}
              />
              {say(one)}
            </label>
          ))}
        </div>
      </fieldset>
      <label>
        {say('feedbackWords')}
        <textarea rows={5} maxLength={4000} value={words} onInput={(event) => setWords(event.currentTarget.value)} />
      </label>
      {problem !== undefined && <p role="alert">{problem}</p>}
      <button type="submit" class="main" disabled={feeling === undefined || state === 'sending'}>
        {say('feedbackSend')}
      </button>
    </form>
  );
}
