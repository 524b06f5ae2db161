import type { FormEvent, ReactNode } from 'react';
import { Dialog } from './dialog.tsx';
import { FormEnd } from './form-end.tsx';

/** A small form over the screen: its fields, and below them how it ends. */
export function FormDialog(props: {
  title: ReactNode;
  /** Pixels, as of `Dialog`. */
  width?: number;
  /** From `useFields`. */
  form: { submit: (event: FormEvent<HTMLFormElement>) => void; busy: boolean; problem: unknown };
  /** What sending it does, in the words of its button. */
  go: ReactNode;
  disabled?: boolean;
  /** What else can be done here, as of `FormEnd`. */
  beside?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}) {
  const { form, onClose } = props;
  return (
    <Dialog opened onClose={onClose} title={props.title} width={props.width}>
      <form className="stack" onSubmit={form.submit}>
        {props.children}
        <FormEnd form={form} go={props.go} disabled={props.disabled} beside={props.beside} onLeave={onClose} />
      </form>
    </Dialog>
  );
}
