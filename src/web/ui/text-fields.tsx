import '@mantine/core/styles/ActionIcon.layer.css';
import '@mantine/core/styles/PasswordInput.layer.css';
import { PasswordInput, Textarea, TextInput } from '@mantine/core';
import type { ComponentProps, ReactNode } from 'react';
import type { Bound } from './fields.ts';
import { useTranslation } from 'react-i18next';

interface Common {
  label: ReactNode;
  /** From `useFields().bind('name')`. */
  bound: Bound;
  description?: ReactNode;
}

const below = ['label', 'input', 'error', 'description'] as ('label' | 'input' | 'error' | 'description')[];

/** One line, its name above, what the server says about it below. 42 px high on meeting screens (`large`). */
export function TextField({
  bound,
  large,
  ...rest
}: Common & { large?: boolean } & Omit<ComponentProps<typeof TextInput>, 'size' | 'error'>) {
  return <TextInput {...bound} {...rest} size={large === true ? 'lg' : 'md'} inputWrapperOrder={below} />;
}

/** Several lines. */
export function TextAreaField({ bound, ...rest }: Common & Omit<ComponentProps<typeof Textarea>, 'error'>) {
  return <Textarea {...bound} {...rest} autosize inputWrapperOrder={below} />;
}

/** A password, which can be looked at. */
export function PasswordField({
  bound,
  large,
  ...rest
}: Common & { large?: boolean } & Omit<ComponentProps<typeof PasswordInput>, 'size' | 'error'>) {
  const { t } = useTranslation();
  return (
    <PasswordInput
      {...bound}
      {...rest}
      size={large === true ? 'lg' : 'md'}
      inputWrapperOrder={below}
      visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
    />
  );
}
