import { useRef, useState } from 'preact/hooks';
import type * as contract from '../contract/widget.ts';
import type { Parts } from './app.tsx';
import { sentence } from './refused.ts';
import { Sign } from './sign.tsx';

const largest = 10 * 1_048_576;

/** The line to write in. What is typed survives a reload; name and address are asked only when nobody is there to answer. */
export function Composer({ desk, say, talk }: Parts) {
  const [text, setText] = useState(desk.remembers('draft') ?? '');
  const [files, setFiles] = useState<contract.ChatFile[]>([]);
  const [sending, setSending] = useState<string[]>([]);
  const [problem, setProblem] = useState<string>();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const picker = useRef<HTMLInputElement>(null);
  const begins = talk.now.id === undefined && talk.now.pending.length === 0;
  const asksWho = begins && !desk.settings.answering.open;
  const write = (words: string) => {
    setText(words);
    desk.remember('draft', words === '' ? undefined : words);
    talk.typing(words.trim() !== '');
  };
  const send = (event?: Event) => {
    event?.preventDefault();
    if ((text.trim() === '' && files.length === 0) || sending.length > 0) return;
    const form = picker.current?.form;
    if (form != null && !form.reportValidity()) return;
    const who = asksWho
      ? {
          ...(name.trim() === '' ? {} : { name: name.trim() }),
          ...(email.trim() === '' ? {} : { email: email.trim() }),
        }
      : {};
    talk.say(text.trim(), files, who);
    setFiles([]);
    setProblem(undefined);
    write('');
  };
  const attach = async (given: readonly File[]) => {
    for (const file of given.slice(0, 10)) {
      if (file.size > largest) {
        setProblem(say('attachTooLarge', { name: file.name }));
        continue;
      }
      setSending((before) => [...before, file.name]);
      try {
        const kept = await talk.upload(file);
        setFiles((before) => [...before, kept]);
      } catch (error) {
        setProblem(sentence(desk, error, say));
      } finally {
        setSending((before) => before.filter((one) => one !== file.name));
      }
    }
  };
  return (
    <form class="composer" onSubmit={send}>
      {asksWho && (
        <div class="who-asks">
          <p class="dim">{say('emailWhy')}</p>
          <label>
            {say('name')}
            <input
              autocomplete="name"
              maxLength={120}
              value={name}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          </label>
          <label>
            {say('email')}
            <input
              type="email"
              autocomplete="email"
              required
              maxLength={320}
              value={email}
              onInput={(event) => setEmail(event.currentTarget.value)}
            />
          </label>
        </div>
      )}
      <div aria-live="polite">
        {sending.map((one) => (
          <p key={one} class="dim">
            {say('attaching', { name: one })}
          </p>
        ))}
        {problem !== undefined && <p role="alert">{problem}</p>}
      </div>
      {files.length > 0 && (
        <ul class="files">
          {files.map((file) => (
            <li key={file.id}>
              {file.name}
              <button
                type="button"
                class="plain"
                aria-label={say('remove', { name: file.name })}
                onClick={() => setFiles(files.filter((one) => one !== file))}
              >
                <Sign d="M6 6l12 12M18 6L6 18" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div class="row">
        <button type="button" class="plain" aria-label={say('attach')} onClick={() => picker.current?.click()}>
          <Sign d="M20 11l-8.5 8.5a5 5 0 01-7-7L13 4a3.3 3.3 0 014.7 4.7l-8.2 8.2a1.7 1.7 0 01-2.4-2.4l7.6-7.6" />
        </button>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          tabIndex={-1}
          onChange={(event) => {
            void attach([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = '';
          }}
        />
        <textarea
          data-first
          dir="auto"
          rows={2}
          maxLength={8000}
          aria-label={say('messageLabel')}
          placeholder={say('messageLabel')}
          value={text}
          onInput={(event) => write(event.currentTarget.value)}
          onBlur={() => talk.typing(false)}
          onPaste={(event) => {
            const given = [...(event.clipboardData?.files ?? [])];
            if (given.length > 0) void attach(given);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) send(event);
          }}
        />
        <button type="submit" class="main" aria-label={say('send')} disabled={sending.length > 0}>
          <Sign d="M5 12h14M13 6l6 6-6 6" />
        </button>
      </div>
    </form>
  );
}
