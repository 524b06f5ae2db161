import { IconBolt } from '@tabler/icons-react';
import '../../../theme/mantine-floating.css';
import { Popover } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands } from '../../../commands.ts';
import { useShortcut } from '../../../shortcuts.ts';
import { Button } from '../../../ui/button.tsx';
import { takeFocus } from '../../../ui/take-focus.ts';
import type { Case } from '../cases.data.ts';
import { macrosQuery } from '../hands.data.ts';
import { useMacros, type MacroResult } from './use-macros.ts';

/** The macros that apply to a case: `m`, a few letters, Enter. */
export default function MacroMenu({ found, onText }: { found: Case; onText: (result: MacroResult) => void }) {
  const { t, i18n } = useTranslation('macros');
  const [opened, setOpened] = useState(false);
  const [typed, setTyped] = useState('');
  const macros = useQuery(macrosQuery('', found.id)).data ?? [];
  const use = useMacros(found, onText);
  useShortcut('m', 'macros:key', () => setOpened(true));
  useCommands(
    () => ({
      id: 'macros',
      heading: t('menu'),
      commands: macros.map((macro) => ({
        id: `macro-${macro.id}`,
        label: macro.name,
        also: macro.shortcut ?? '',
        icon: IconBolt,
        run: () => void use(macro),
      })),
    }),
    `${i18n.language} ${found.id} ${macros.map((macro) => macro.id).join()}`,
  );
  const wanted = typed.trim().toLowerCase();
  const shown = macros.filter((one) => `${one.name} ${one.shortcut ?? ''}`.toLowerCase().includes(wanted)).slice(0, 12);
  const pick = (index: number) => {
    const macro = shown[index];
    if (macro === undefined) return;
    setOpened(false);
    void use(macro);
  };
  return (
    <Popover
      position="top-start"
      width={300}
      shadow="md"
      trapFocus
      returnFocus
      opened={opened}
      onChange={setOpened}
      onClose={() => setTyped('')}
    >
      <Popover.Target>
        <Button
          kind="icon"
          size="s"
          aria-label={t('menu')}
          title={t('menu')}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          <IconBolt size={17} stroke={1.7} aria-hidden />
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('menu')}>
        <div className="macro-pick">
          <input
            className="choose"
            data-autofocus
            ref={takeFocus}
            aria-label={t('menuFind')}
            placeholder={t('menuFind')}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => {
              walk(event);
              if (event.key !== 'Enter') return;
              event.preventDefault();
              pick(0);
            }}
          />
          {shown.length === 0 && <p className="dim sm">{t('menuNone')}</p>}
          <ul>
            {shown.map((macro, index) => (
              <li key={macro.id}>
                <button type="button" onClick={() => pick(index)} onKeyDown={walk}>
                  <span className="grow cut">{macro.name}</span>
                  {macro.shortcut !== null && <span className="dim xs">/{macro.shortcut}</span>}
                </button>
              </li>
            ))}
          </ul>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Up and down walk from the field through the lines and back. */
function walk(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  event.preventDefault();
  const stops = [...(event.currentTarget.closest('.macro-pick')?.querySelectorAll<HTMLElement>('input, button') ?? [])];
  const at = stops.indexOf(event.currentTarget);
  stops.at((at + (event.key === 'ArrowDown' ? 1 : -1)) % stops.length)?.focus();
}
