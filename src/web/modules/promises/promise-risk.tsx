import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/promises.ts';
import { call } from '../../api.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { percent } from '../../../figures/figure-words.ts';
import { useManner, useNow } from '../../ui/time-text.tsx';
import { instantWords } from '../../ui/time-words.ts';
import { showPromise, type PromiseDetail } from './promises.data.ts';
import { riskQuery } from './register/register.data.ts';

/** Whether an open promise will hold and why, what the customer asked for, and another hour drafted: one press sends it. */
export default function PromiseRisk({ promise }: { promise: PromiseDetail }) {
  const { t, i18n } = useTranslation('register');
  const now = useNow();
  const { language, timeZone } = useManner();
  const found = useQuery(riskQuery(promise.id)).data;
  const [words, setWords] = useState<string>();
  const [busy, setBusy] = useState(false);
  if (found === undefined) return null;
  const { draft, asked } = found;
  const message = words ?? draft?.message ?? '';
  const send = async () => {
    if (draft === null) return;
    setBusy(true);
    try {
      const body = { dueAt: draft.dueAt, why: draft.why, tellCustomer: message };
      showPromise(
        await call<typeof contract.renegotiatePromise>('POST', '/promises/:id/renegotiation', {
          params: { id: promise.id },
          body,
        }),
      );
      notify(t('risk.sent'));
      setWords(undefined);
    } catch (problem) {
      notifyProblem(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="card" style={{ padding: 16, marginTop: 18 }} aria-labelledby="will-it-hold">
      <h2 className="title" id="will-it-hold">
        {t('risk.title')}
      </h2>
      <p>
        {found.probability === null
          ? found.learnedFrom < found.fewest
            ? t('risk.unknown', { n: found.learnedFrom, fewest: found.fewest })
            : t('risk.unweighed')
          : t(`risk.${found.word}`, { percent: percent(found.probability, i18n.language) })}
      </p>
      {found.reasons.length > 0 && (
        <ul className="sm mid">
          {found.reasons.map(({ code, raises }) => (
            <li key={code}>
              {t(`risk.reason.${code}`)}: {t(raises ? 'risk.for' : 'risk.against')}
            </li>
          ))}
        </ul>
      )}
      {asked !== null && <p className="strong">{t('risk.asked', { words: asked.words })}</p>}
      {draft !== null && promise.moves.includes('renegotiate') && (
        <details open={asked !== null || (found.probability ?? 0) >= 0.5}>
          <summary>
            {t('risk.propose', { at: instantWords(new Date(draft.dueAt), now, language, timeZone) })}{' '}
            <span className="dim xs">{t(`risk.from.${draft.from}`)}</span>
          </summary>
          <label className="stack" style={{ marginTop: 10 }}>
            <span className="sm mid">{t('risk.message')}</span>
            <textarea
              className="choose"
              style={{ width: '100%', height: 'auto', padding: 10, whiteSpace: 'pre-wrap' }}
              rows={8}
              lang={draft.language}
              value={message}
              onChange={(event) => setWords(event.currentTarget.value)}
            />
          </label>
          <div className="row end" style={{ marginTop: 10 }}>
            <Button kind="go" busy={busy} onClick={() => void send()}>
              {t('risk.send')}
            </Button>
          </div>
        </details>
      )}
    </section>
  );
}
