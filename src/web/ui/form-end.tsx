import './small-forms.css';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { ErrorNotice } from './error-notice.tsx';

/** How a form ends: what was refused and belongs to no field, and the two ways out of it. */
export function FormEnd(props: {
  /** From `useFields`. */
  form: { busy: boolean; problem: unknown };
  /** What sending it does, in the words of its button. */
  go: ReactNode;
  disabled?: boolean;
  /** What else can be done here, at the other end of the line. */
  beside?: ReactNode;
  onLeave: () => void;
}) {
  const { t } = useTranslation();
  const { form, beside } = props;
  return (
    <>
      {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
      <div className="row end">
        {beside}
        {beside !== undefined && <span className="grow" />}
        <Button onClick={props.onLeave}>{t('leaveIt')}</Button>
        <Button kind="go" type="submit" busy={form.busy} disabled={props.disabled}>
          {props.go}
        </Button>
      </div>
    </>
  );
}
