import { useState } from 'preact/hooks';
import type * as contract from '../contract/widget.ts';
import type { Parts } from './app.tsx';
import { sentence } from './refused.ts';

/** Proving an address by a mailed code, to see one's earlier conversations. */
export function ProveView({ desk, say, go }: Parts) {
  const [email, setEmail] = useState('');
  const [code, setCode] = useState('');
  const [step, setStep] = useState<'address' | 'code' | 'done'>('address');
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const send = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      if (step === 'address') {
        await desk.call<typeof contract.askForCode>('POST', '/widget/codes', { email: email.trim() });
        setStep('code');
      } else {
        await desk.call<typeof contract.giveCode>('POST', '/widget/codes/check', {
          email: email.trim(),
          code: code.trim(),
        });
        setStep('done');
      }
    } catch (error) {
      setProblem(sentence(desk, error, say));
    } finally {
      setBusy(false);
    }
  };
  if (step === 'done')
    return (
      <div class="view">
        <p role="status">{say('proved')}</p>
        <button type="button" class="main" ref={(one) => one?.focus()} onClick={() => go({ at: 'home' })}>
          {say('earlier')}
        </button>
      </div>
    );
  return (
    <form class="view" onSubmit={(event) => void send(event)}>
      <h3>{say('proveTitle')}</h3>
      <p>{say('proveWhy')}</p>
      <label>
        {say('email')}
        <input
          type="email"
          autocomplete="email"
          required
          data-first
          maxLength={320}
          readOnly={step === 'code'}
          value={email}
          onInput={(event) => setEmail(event.currentTarget.value)}
        />
      </label>
      {step === 'code' && (
        <label>
          {say('proveCode')}
          <input
            inputMode="numeric"
            autocomplete="one-time-code"
            pattern="\d{6}"
            required
            maxLength={6}
            ref={(one) => (code === '' ? one?.focus() : undefined)}
            value={code}
            onInput={(event) => setCode(event.currentTarget.value)}
          />
        </label>
      )}
      {problem !== undefined && <p role="alert">{problem}</p>}
      <button type="submit" class="main" disabled={busy}>
        {say(step === 'address' ? 'proveSend' : 'proveCheck')}
      </button>
    </form>
  );
}
