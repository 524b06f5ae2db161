// A combobox with its listbox (ARIA practices): select and option cannot hold icons, groups of links, or late answers.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import './palette.css';
import { Modal } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Command } from '../commands.ts';
import { Keys } from './button.tsx';
import { showOverlay } from './overlay-keys.ts';
import { usePaletteGroups } from './palette-groups.ts';

/** Find or do anything: places, deeds, and whatever the rooms can search. */
export function Palette({ opened }: { opened: boolean }) {
  const close = () => showOverlay('none');
  return (
    <Modal.Root opened={opened} onClose={close} size={620} yOffset="12vh" transitionProps={{ duration: 100 }}>
      <Modal.Overlay backgroundOpacity={0.35} color="var(--stone-9)" />
      <PaletteContent onClose={close} />
    </Modal.Root>
  );
}

function PaletteContent({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const list = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const { groups, searching } = usePaletteGroups(text);
  const flat = groups.flatMap((group) =>
    group.commands.map((command) => ({ command, id: `${list}-${group.id}-${command.id}` })),
  );
  const active = flat[Math.min(at, flat.length - 1)];
  const run = (command: Command) => {
    onClose();
    command.run();
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && flat.length > 0) {
      event.preventDefault();
      const next = (Math.min(at, flat.length - 1) + step + flat.length) % flat.length;
      setAt(next);
      document.getElementById(flat[next]?.id ?? '')?.scrollIntoView({ block: 'nearest' });
    }
    if (event.key === 'Enter' && active !== undefined && !event.nativeEvent.isComposing) {
      event.preventDefault();
      const { href } = active.command;
      if (href !== undefined && (event.metaKey || event.ctrlKey)) window.open(href, '_blank', 'noopener');
      else run(active.command);
    }
  };
  return (
    <Modal.Content aria-label={t('palette.label')}>
      <div className="palette">
        <div className="ask">
          <IconSearch size={19} stroke={1.7} aria-hidden />
          <input
            data-autofocus
            role="combobox"
            aria-expanded
            aria-controls={list}
            aria-activedescendant={active?.id}
            aria-autocomplete="list"
            aria-label={t('palette.label')}
            placeholder={t('palette.find')}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
              setAt(0);
            }}
            onKeyDown={press}
          />
          <Keys keys="escape" />
        </div>
        <div className="found" id={list} role="listbox" aria-label={t('palette.label')} aria-busy={searching}>
          {groups.map((group) => (
            <div key={group.id} role="group" aria-label={group.heading}>
              <p className="label" aria-hidden>
                {group.heading}
              </p>
              {group.commands.map((command) => {
                const id = `${list}-${group.id}-${command.id}`;
                return <Line key={id} id={id} command={command} active={id === active?.id} onRun={run} />;
              })}
            </div>
          ))}
        </div>
        <output className="none">
          {flat.length > 0 ? '' : searching ? t('palette.searching') : t('palette.nothing', { text })}
        </output>
      </div>
    </Modal.Content>
  );
}

function Line(props: { id: string; command: Command; active: boolean; onRun: (command: Command) => void }) {
  const { command } = props;
  const Icon = command.icon;
  return (
    // The keyboard acts on the input (a combobox); the mouse acts here.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={props.id}
      role="option"
      aria-selected={props.active}
      className={props.active ? 'line on' : 'line'}
      onClick={() => props.onRun(command)}
    >
      {Icon ? (
        <Icon className="ico" size={18} stroke={1.7} aria-hidden />
      ) : (
        <span className="ico" style={{ width: 18 }} />
      )}
      <span>{command.label}</span>
      {command.hint !== undefined && <span className="hint cut">{command.hint}</span>}
      {command.keys !== undefined && <Keys keys={command.keys} />}
    </div>
  );
}
