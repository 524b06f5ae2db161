import type { Icon } from '@tabler/icons-react';
import { useEffect, useEffectEvent } from 'react';
import { createRegistry } from './registry.ts';

/** One line of the palette. Text is already in the person's language. */
export interface Command {
  readonly id: string;
  readonly label: string;
  /** Says more in grey at the end: a case's customer, an article's section. */
  readonly hint?: string;
  readonly icon?: Icon;
  /** Other words by which it is found. */
  readonly also?: string;
  /** Shown, not bound: bind it with `useShortcut`. */
  readonly keys?: string;
  readonly run: () => void;
  /** Where it leads, so that it can be opened in a new tab. */
  readonly href?: string;
}

/** A group of commands: a fixed list, a search that answers while one types, or both. */
export interface CommandSource {
  readonly id: string;
  /** The group's heading, in the person's language. */
  readonly heading: string;
  readonly commands?: readonly Command[];
  /** Called 150 ms after the last key with at least two letters; an aborted search's answer is dropped. */
  readonly search?: (text: string, signal: AbortSignal) => Promise<readonly Command[]>;
}

/** All sources that the palette shows. */
export const commandSources = createRegistry<CommandSource>();

/** Adds commands for good (a room at its first import). @returns takes them away. */
export function registerCommands(source: CommandSource): () => void {
  return commandSources.add(source);
}

/** Commands of a screen: in the palette while it is mounted; `key` says when they changed. */
export function useCommands(make: () => CommandSource, key: string): void {
  const current = useEffectEvent(make);
  // The key stands for what `make` reads.
  // oxlint-disable-next-line react/exhaustive-effect-dependencies
  useEffect(() => commandSources.add(current()), [key]);
}

/** The commands that fit what was typed, best first: at the start of the name, at the start of a word, anywhere. */
export function matching(commands: readonly Command[], typed: string): readonly Command[] {
  const wanted = fold(typed).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return commands;
  return commands
    .map((command) => ({ command, rank: rank(fold(`${command.label} ${command.also ?? ''}`), wanted) }))
    .filter(({ rank }) => rank > 0)
    .sort((one, other) => other.rank - one.rank)
    .map(({ command }) => command);
}

function rank(text: string, wanted: readonly string[]): number {
  let sum = 0;
  for (const word of wanted) {
    const at = text.indexOf(word);
    if (at < 0) return 0;
    sum += at === 0 ? 3 : text[at - 1] === ' ' ? 2 : 1;
  }
  return sum;
}

/** Lower case without marks, so that "resume" finds "Résumé". */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
