import { useTranslation } from 'react-i18next';
import { notify } from '../toasts.ts';
import { Button } from './button.tsx';
import { useFirstFocus } from './fields.ts';

/** The backup codes, this one time, with what to do with them. The focus goes to their heading, so that it is read. */
export function BackupCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const { t } = useTranslation();
  const heading = useFirstFocus<HTMLHeadingElement>();
  const text = `${codes.join('\n')}\n`;
  return (
    <>
      <h4 className="strong" ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
        {t('me.code.backup')}
      </h4>
      <p className="mid">{t('me.code.backupWhy')}</p>
      <ul
        className="card"
        aria-label={t('me.code.backup')}
        style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 8, padding: 16, listStyle: 'none' }}
      >
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="row end">
        <Button
          onClick={() =>
            void copy(text).then(
              () => notify(t('me.code.copied')),
              () => notify(t('me.code.copyByHand')),
            )
          }
        >
          {t('me.code.copy')}
        </Button>
        <a
          className="btn"
          download={t('me.code.file')}
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
        >
          {t('me.code.download')}
        </a>
        <Button kind="go" onClick={onDone}>
          {t('me.code.done')}
        </Button>
      </div>
    </>
  );
}

/** Async on purpose: over plain HTTP there is no clipboard at all, and that is a refusal like any other. */
async function copy(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
}
