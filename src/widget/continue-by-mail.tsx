import { useEffect, useState } from 'preact/hooks';
import type * as contract from '../contract/widget.ts';
import type { Parts } from './app.tsx';
import { sentence } from './refused.ts';

/** Whoever leaves may say where the answer should go; asked once, and never before he has said what he wants. */
export function ContinueByMail({ desk, say, talk }: Parts) {
  const [state, setState] = useState<contract.VisitorState>();
  const [email, setEmail] = useState('');
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    desk.call<typeof contract.listChats>('GET', '/widget/chats').then(
      ({ visitor }) => setState(visitor),
      () => undefined,
    );
  }, [desk, talk.now.id]);
  const save = async (event: Event) => {
    event.preventDefault();
    try {
      setState(await desk.call<typeof contract.leaveContact>('POST', '/widget/contact', { email: email.trim() }));
      setProblem(undefined);
    } catch (error) {
      setProblem(sentence(desk, error, say));
    }
  };
  if (state === undefined) return null;
  if (state.email !== null) return <p class="end">{say('continueSaved', { email: state.email })}</p>;
  if (!open)
    return (
      <p class="end">
        <button type="button" class="link" onClick={() => setOpen(true)}>
          {say('continueAsk')}
        </button>
      </p>
    );
  return (
    <form class="contact" onSubmit={(event) => void save(event)}>
      <label>
        {say('email')}
        <input
          type="email"
          autocomplete="email"
          required
          maxLength={320}
          ref={(one) => (email === '' ? one?.focus() : undefined)}
          value={email}
          onInput={(event) => setEmail(event.currentTarget.value)}
        />
      </label>
      <button type="submit">{say('continueSave')}</button>
      {problem !== undefined && <p role="alert">{problem}</p>}
    </form>
  );
}
