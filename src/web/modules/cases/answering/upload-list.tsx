import { IconPaperclip, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { sizeWords } from '../case-words.ts';
import type { Upload } from './uploads.ts';

/** Files that go with the message: how far each has come, or why it cannot. */
export function UploadList({ uploads, onRemove }: { uploads: readonly Upload[]; onRemove: (key: string) => void }) {
  const { t, i18n } = useTranslation('cases');
  if (uploads.length === 0) return null;
  return (
    <ul className="uploads">
      {uploads.map((upload) => (
        <li key={upload.key} className={upload.problem === undefined ? '' : 'bad'}>
          <IconPaperclip size={14} stroke={1.7} aria-hidden />
          <span className="cut">{upload.name}</span>
          {upload.problem === undefined ? (
            <span className="dim">{sizeWords(upload.size, i18n.language)}</span>
          ) : (
            <span role="alert">{upload.problem}</span>
          )}
          {upload.done === undefined && upload.problem === undefined && (
            <progress max={1} value={upload.progress} aria-label={t('composer.uploading', { name: upload.name })} />
          )}
          <Button
            kind="icon"
            size="s"
            aria-label={t('composer.remove', { name: upload.name })}
            onClick={() => onRemove(upload.key)}
          >
            <IconX size={14} stroke={1.7} aria-hidden />
          </Button>
        </li>
      ))}
    </ul>
  );
}
