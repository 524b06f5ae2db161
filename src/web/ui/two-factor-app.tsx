import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { giveCode, told } from '../session.ts';
import { keyToType } from '../two-factor.ts';
import { Button } from './button.tsx';
import { ErrorNotice } from './error-notice.tsx';
import { useFields, useFirstFocus } from './fields.ts';
import { TextField } from './text-fields.tsx';

/** Brings the secret into the authenticator app, as a picture and as text, and asks for the first code as proof. */
export function TwoFactorApp(props: { uri: string; onOn: () => Promise<void>; onBack: () => void }) {
  const { t } = useTranslation();
  const first = useFirstFocus();
  const picture = useQrCode(props.uri);
  const form = useFields({ code: '' }, async ({ code }) => {
    await giveCode(code.replace(/\s/g, '')).catch((problem: unknown) => {
      throw told(problem, t('signIn.wrongCode'));
    });
    await props.onOn();
  });
  return (
    <form className="stack" onSubmit={form.submit}>
      <p className="mid">{t('me.code.scan')}</p>
      <div style={{ width: 208, height: 208, justifySelf: 'center' }}>
        {picture !== undefined && <img src={picture} width={208} height={208} alt={t('me.code.picture')} />}
      </div>
      <div>
        <p className="label">{t('me.code.key')}</p>
        <code style={{ userSelect: 'all', overflowWrap: 'anywhere' }}>{keyToType(props.uri)}</code>
      </div>
      <TextField
        required
        ref={first}
        inputMode="numeric"
        autoComplete="one-time-code"
        pattern="[0-9\s]{6,8}"
        label={t('signIn.code')}
        description={t('signIn.codeWhy')}
        bound={form.bind('code')}
      />
      {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
      <div className="row end">
        <Button onClick={props.onBack}>{t('me.code.back')}</Button>
        <Button kind="go" type="submit" busy={form.busy}>
          {t('me.code.go')}
        </Button>
      </div>
    </form>
  );
}

/**
 * The text as a QR code, for an `img`: there a picture cannot run anything, whatever it holds. Undefined until it is
 * drawn, and when the drawing part cannot be fetched: the key beside it says the same.
 */
function useQrCode(text: string): string | undefined {
  const [picture, setPicture] = useState<string>();
  useEffect(() => {
    let gone = false;
    void import('qrcode')
      .then((qrcode) => qrcode.toString(text, { type: 'svg', margin: 4, errorCorrectionLevel: 'M' }))
      .then(
        (svg) => {
          if (!gone) setPicture(`data:image/svg+xml,${encodeURIComponent(svg)}`);
        },
        () => undefined,
      );
    return () => {
      gone = true;
    };
  }, [text]);
  return picture;
}
