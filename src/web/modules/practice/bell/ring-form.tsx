import '../../../ui/small-forms.css';
import { IconBell } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePaged } from '../../../paged.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { useFields } from '../../../ui/fields.ts';
import { RowsSkeleton } from '../../../ui/skeletons.tsx';
import { TextField } from '../../../ui/text-fields.tsx';
import { VoiceQuote } from '../../../ui/voice-quote.tsx';
import { ringBell, winsQuery, type Win } from '../wins/wins.data.ts';

/** Wins for which the bell may ring and has not yet; a few words; who is to hear it. */
export function RingForm(props: { first: Win | undefined; onClaim: () => void; onClose: () => void }) {
  const { t } = useTranslation('today');
  const list = usePaged(winsQuery({}));
  const [chosen, setChosen] = useState(props.first?.id);
  const name = useId();
  const found = list.items.filter((win) => win.mayRing && win.bellId === null);
  const { first } = props;
  const wins = first === undefined ? found : [first, ...found.filter((win) => win.id !== first.id)];
  const win = wins.find((one) => one.id === chosen) ?? (wins.length === 1 ? wins[0] : undefined);
  const form = useFields({ words: '', level: 'company' }, async ({ words, level }) => {
    if (win === undefined) return;
    await ringBell({ winId: win.id, words: words.trim() || undefined, level: level as 'quiet' | 'team' | 'company' });
    props.onClose();
  });
  if (list.pending && first === undefined) return <RowsSkeleton rows={4} />;
  if (list.error !== null && first === undefined) return <ErrorNotice problem={list.error} onAgain={list.again} />;
  if (wins.length === 0) {
    return (
      <div className="stack">
        <p className="mid">{t('ring.teach')}</p>
        <div className="row end">
          <Button onClick={props.onClose}>{t('web:leaveIt')}</Button>
          <Button kind="go" onClick={props.onClaim}>
            {t('ring.claim')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <form className="stack" onSubmit={form.submit}>
      <fieldset className="picker">
        <legend>{t('ring.which')}</legend>
        <div className="choices">
          {wins.map((one) => (
            <label key={one.id} className="choice">
              <input type="radio" name={name} checked={win?.id === one.id} onChange={() => setChosen(one.id)} />
              <span className="grow">{one.what}</span>
              <span className="label cut">
                {one.customer.name} · {one.by.name.split(/\s+/)[0]}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      {win?.evidence?.quote != null && <VoiceQuote words={win.evidence.quote} size={17} cite={win.customer.name} />}
      <TextField
        label={t('ring.words')}
        description={t('ring.wordsWhy')}
        placeholder={win?.what}
        maxLength={300}
        bound={form.bind('words')}
      />
      <fieldset className="picker">
        <legend>{t('ring.who')}</legend>
        <div className="row" style={{ flexWrap: 'wrap', gap: 16 }}>
          {(['company', 'team', 'quiet'] as const).map((level) => (
            <label key={level} className="row">
              <input
                type="radio"
                name="level"
                value={level}
                checked={form.values.level === level}
                onChange={() => form.set('level', level)}
              />
              {t(`ring.level.${level}`)}
            </label>
          ))}
        </div>
      </fieldset>
      {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
      <div className="row end">
        <Button kind="quiet" onClick={props.onClaim}>
          {t('ring.claim')}
        </Button>
        <span className="grow" />
        <Button kind="bell" type="submit" busy={form.busy} disabled={win === undefined}>
          <IconBell size={17} stroke={1.7} aria-hidden />
          {t('celebrate.ring')}
        </Button>
      </div>
    </form>
  );
}
