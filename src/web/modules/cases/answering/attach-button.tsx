import { IconPaperclip } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import type { useUploads } from './uploads.ts';

/** Adds files to what is being written. `named`: with its name beside the paper clip. */
export function AttachButton({ uploads, named }: { uploads: ReturnType<typeof useUploads>; named?: boolean }) {
  const { t } = useTranslation('cases');
  const files = useRef<HTMLInputElement>(null);
  const name = t('composer.attach');
  const choose = () => files.current?.click();
  return (
    <>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          uploads.add(event.currentTarget.files ?? []);
          event.currentTarget.value = '';
        }}
      />
      {named === true ? (
        <Button size="s" onClick={choose}>
          <IconPaperclip size={15} stroke={1.7} aria-hidden />
          {name}
        </Button>
      ) : (
        <Button kind="icon" size="s" aria-label={name} title={name} onClick={choose}>
          <IconPaperclip size={17} stroke={1.7} aria-hidden />
        </Button>
      )}
    </>
  );
}
