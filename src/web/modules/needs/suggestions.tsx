import './needs.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { VoiceQuote } from '../../ui/voice-quote.tsx';
import type { Suggestion } from './needs.data.ts';
import { saidOf } from './said-of.ts';

/** Groups of similar words that wait for somebody to say what they are. */
export function Suggestions(props: {
  items: readonly Suggestion[];
  read: number;
  since: string | null;
  keep: string;
  onKeep: (suggestion: Suggestion, name: string) => Promise<boolean>;
  onAdd: (suggestion: Suggestion, to: string) => void;
}) {
  const { t } = useTranslation('needs');
  const { items, read, since } = props;
  return (
    <>
      {items.length === 0 && <EmptyState what={t('suggest.emptyWhat')} why={t('suggest.emptyWhy')} />}
      <ul className="need-list">
        {items.map((one) => (
          <li key={one.words[0]?.id} className="card">
            <One suggestion={one} {...props} />
          </li>
        ))}
      </ul>
      {since !== null && (
        <p className="dim sm">
          {t('suggest.read', { count: read })} <TimeText at={since} />. {t('suggest.older')}
        </p>
      )}
    </>
  );
}

function One(props: {
  suggestion: Suggestion;
  keep: string;
  onKeep: (suggestion: Suggestion, name: string) => Promise<boolean>;
  onAdd: (suggestion: Suggestion, to: string) => void;
}) {
  const { t } = useTranslation('needs');
  const { suggestion, onAdd } = props;
  const [name, setName] = useState(suggestion.keywords.join(' '));
  const { fits } = suggestion;
  return (
    <>
      <div className="need-head">
        <h3 className="title">{suggestion.keywords.join(', ')}</h3>
        <span className="dim sm">{t('suggest.customers', { count: suggestion.customers })}</span>
      </div>
      <ul className="need-words">
        {suggestion.words.slice(0, 5).map((words) => (
          <li key={words.id}>
            <VoiceQuote
              words={words.words}
              size={16}
              cite={words.customer?.name ?? t('heard.somebody')}
              {...saidOf(words)}
            />
          </li>
        ))}
      </ul>
      <form
        className="need-tools"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') void props.onKeep(suggestion, name.trim());
        }}
      >
        <label className="grow">
          <span className="sr">{t('suggest.name')}</span>
          <input
            className="choose"
            style={{ width: '100%' }}
            maxLength={300}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <Button kind="yes" type="submit">
          {props.keep}
        </Button>
        {fits !== null && (
          <Button onClick={() => onAdd(suggestion, fits.id)}>{t('suggest.addTo', { name: fits.name })}</Button>
        )}
      </form>
    </>
  );
}
