import '../ui/door.css';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { setUp } from '../session.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useFields, useFirstFocus } from '../ui/fields.ts';
import { Answer } from '../ui/page-header.tsx';
import { PasswordField, TextAreaField, TextField } from '../ui/text-fields.tsx';
import { Wordmark } from '../ui/wordmark.tsx';

/** The first visit: the word before anything else, then the company, the owner, and what to start with. */
export function Screen() {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const start = { word: '', meaning: '', company: '', name: '', email: '', password: '', sample: false };
  const first = useFirstFocus();
  const form = useFields(start, async ({ meaning, ...given }) => {
    const session = await setUp({
      ...given,
      ...(meaning.trim() === '' ? {} : { meaning: meaning.trim() }),
      word: given.word.trim(),
      email: given.email.trim(),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      language: i18n.resolvedLanguage ?? 'en',
    });
    await navigate({ to: session.user === null ? '/sign-in' : '/', replace: true });
  });
  const { word, password } = form.values;
  return (
    <main className="door first" id="content">
      <section className="left">
        <Wordmark width={77} />
        <Answer>{t('setUp.title')}</Answer>
        <p className="lead">{t('setUp.lead')}</p>
        <form id="set-up" onSubmit={form.submit}>
          <TextField
            className="wide word-field"
            required
            ref={first}
            autoComplete="off"
            maxLength={30}
            pattern="\s*\S+\s*"
            label={t('setUp.word')}
            bound={form.bind('word')}
          />
          <TextField
            large
            required
            autoComplete="organization"
            label={t('setUp.company')}
            bound={form.bind('company')}
          />
          <TextField large required autoComplete="name" label={t('setUp.name')} bound={form.bind('name')} />
          <TextField
            large
            required
            type="email"
            autoComplete="username"
            label={t('signIn.email')}
            bound={form.bind('email')}
          />
          <PasswordField
            large
            required
            minLength={10}
            autoComplete="new-password"
            label={t('signIn.password')}
            description={
              password.length >= 10
                ? t('setUp.passwordLong', { count: password.length })
                : t('setUp.passwordShort', { count: password.length })
            }
            bound={form.bind('password')}
          />
          <fieldset className="wide">
            <legend className="legend">{t('setUp.start')}</legend>
            <div className="choice">
              <Start
                value
                chosen={form.values.sample}
                onChoose={form.set}
                name={t('setUp.sample')}
                why={t('setUp.sampleWhy')}
              />
              <Start
                value={false}
                chosen={form.values.sample}
                onChoose={form.set}
                name={t('setUp.empty')}
                why={t('setUp.emptyWhy')}
              />
            </div>
          </fieldset>
          <div className="wide">
            {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
            <div className="go-row">
              <Button kind="go" size="l" type="submit" busy={form.busy}>
                {t('setUp.go')}
              </Button>
              <output className="sm dim">
                {form.busy && form.values.sample ? t('setUp.laying') : t('setUp.stays')}
              </output>
            </div>
          </div>
        </form>
      </section>
      <aside className="right" aria-label={t('setUp.preview')}>
        <p className="sm dim" style={{ marginBottom: 10 }}>
          {t('setUp.feel')}
        </p>
        <p className={word.trim() === '' ? 'see-word none' : 'see-word'}>{word.trim() || t('setUp.word')}</p>
        <div style={{ marginTop: 40 }}>
          <TextAreaField
            form="set-up"
            minRows={2}
            maxLength={300}
            label={t('setUp.meaning')}
            placeholder={t('setUp.meaningFor')}
            bound={form.bind('meaning')}
          />
        </div>
      </aside>
    </main>
  );
}

function Start(props: {
  value: boolean;
  chosen: boolean;
  onChoose: (name: 'sample', value: boolean) => void;
  name: string;
  why: string;
}) {
  return (
    <label>
      <input
        type="radio"
        name="sample"
        checked={props.chosen === props.value}
        onChange={() => props.onChoose('sample', props.value)}
      />
      <span>
        <b>{props.name}</b>
        {props.why}
      </span>
    </label>
  );
}
