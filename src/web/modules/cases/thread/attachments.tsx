import { IconPaperclip } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '../../../../contract/cases.ts';
import { sizeWords } from '../case-words.ts';

/** Only what a browser shows by itself and harmlessly; SVG can carry scripts and stays a file. */
const picture = /^image\/(?:png|jpe?g|gif|webp|avif)$/;

/** Files of a message: pictures small, everything else by name and size. */
export function Attachments({ files }: { files: readonly Attachment[] }) {
  const { t, i18n } = useTranslation('cases');
  const pictures = files.filter((file) => picture.test(file.contentType));
  const others = files.filter((file) => !picture.test(file.contentType));
  return (
    <div className="att">
      {pictures.map((file) => (
        <a key={file.id} href={file.url} target="_blank" rel="noreferrer" title={file.name}>
          <img src={file.url} alt={file.name} loading="lazy" />
        </a>
      ))}
      {pictures.length > 0 && <span>{t('message.pictures', { count: pictures.length })}</span>}
      {others.map((file) => (
        <a key={file.id} className="file" href={file.url} target="_blank" rel="noreferrer">
          <IconPaperclip size={14} stroke={1.7} aria-hidden />
          <span className="cut">{file.name}</span>
          <span className="dim">{sizeWords(file.size, i18n.language)}</span>
        </a>
      ))}
    </div>
  );
}
