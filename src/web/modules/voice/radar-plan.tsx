import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/radar.ts';
import { call } from '../../api.ts';
import { useColleagues } from '../../colleagues.ts';
import { useSession } from '../../session.ts';
import { notify } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useFields } from '../../ui/fields.ts';
import { TextField } from '../../ui/text-fields.tsx';
import { type RadarFind, refreshVoice } from './radar.data.ts';

const touches = ['call', 'mail', 'task'] as const;

/** How somebody is spoken to, who does it and by when: it becomes a promise on that colleague's day. */
export function RadarPlan({ find, onDone }: { find: RadarFind; onDone: () => void }) {
  const { t } = useTranslation('radar');
  const { user } = useSession();
  const colleagues = useColleagues();
  const [touch, setTouch] = useState<(typeof touches)[number]>(find.touch);
  const form = useFields({ words: '', keeperId: user?.id ?? '', dueAt: '' }, async ({ words, keeperId, dueAt }) => {
    await call<typeof contract.takeFind>('POST', '/radar/:id/taking', {
      params: { id: find.id },
      body: {
        touch,
        ...(words.trim() === '' ? {} : { words: words.trim() }),
        ...(keeperId === '' ? {} : { keeperId }),
        ...(dueAt === '' ? {} : { dueAt: new Date(dueAt).toISOString() }),
      },
    });
    notify(t('plan.promised'));
    onDone();
    refreshVoice();
  });
  const { error: _keeper, ...keeper } = form.bind('keeperId');
  const { error: late, ...due } = form.bind('dueAt');
  return (
    <form className="draft" style={{ display: 'grid', gap: 12 }} onSubmit={form.submit}>
      <fieldset className="feelings" style={{ border: 0, padding: 0, margin: 0 }}>
        <legend className="sm strong">{t('plan.how')}</legend>
        {touches.map((one) => (
          <label key={one}>
            <input type="radio" name={`touch-${find.id}`} checked={touch === one} onChange={() => setTouch(one)} />
            {t(`touch.${one}`)}
          </label>
        ))}
      </fieldset>
      <TextField
        required={touch === 'task'}
        maxLength={300}
        bound={form.bind('words')}
        label={t('plan.words')}
        description={t('plan.wordsHint')}
      />
      <div className="row" style={{ flexWrap: 'wrap', alignItems: 'end' }}>
        <label>
          <span className="field-name">{t('plan.who')}</span>
          <select className="choose" {...keeper}>
            {colleagues.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span className="field-name">{t('plan.by')}</span>
          <input type="datetime-local" className="choose" {...due} />
          <span className="dim xs" style={{ display: 'block' }}>
            {late ?? t('plan.byHint')}
          </span>
        </label>
      </div>
      {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button onClick={onDone}>{t('plan.cancel')}</Button>
        <Button kind="go" type="submit" busy={form.busy}>
          {t('plan.promise')}
        </Button>
      </div>
    </form>
  );
}
