import '../../theme/mantine-floating.css';
import { Menu } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { takeFocus } from '../../ui/take-focus.ts';

/** A button that lets one of several be picked; with many, one types a few letters first. */
export function PickMenu(props: {
  name: string;
  options: readonly { id: string; name: string }[];
  onPick: (id: string | null) => void;
  /** Words for none at all, where that may be picked. */
  none?: string;
  /** What is pressed, instead of a small button with the name. */
  target?: ReactNode;
  /** First of all, for oneself. */
  first?: { id: string; name: string };
}) {
  const { t } = useTranslation('cases');
  const [typed, setTyped] = useState('');
  const wanted = typed.trim().toLowerCase();
  const shown = props.options.filter((one) => one.name.toLowerCase().includes(wanted)).slice(0, 50);
  return (
    <Menu
      position="bottom-start"
      width={240}
      shadow="md"
      withInitialFocusPlaceholder={props.options.length <= 8}
      onClose={() => setTyped('')}
    >
      <Menu.Target>{props.target ?? <Button size="s">{props.name}</Button>}</Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        {props.options.length > 8 && (
          <input
            className="choose"
            data-autofocus
            ref={takeFocus}
            aria-label={t('pick.find')}
            placeholder={t('pick.find')}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        {wanted === '' && props.first !== undefined && (
          <Menu.Item onClick={() => props.onPick(props.first?.id ?? null)}>{props.first.name}</Menu.Item>
        )}
        {wanted === '' && props.none !== undefined && (
          <Menu.Item onClick={() => props.onPick(null)}>{props.none}</Menu.Item>
        )}
        {shown.map((one) => (
          <Menu.Item key={one.id} onClick={() => props.onPick(one.id)}>
            {one.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
