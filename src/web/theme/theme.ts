import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';
import { families } from '../../figures/families.ts';

const tuple = (shades: readonly string[]) => shades as unknown as MantineColorsTuple;

/**
 * Mantine in the look of Kept. Families are colours, meanings are CSS variables (tokens.css); `red`, `yellow` and `blue`
 * are aliases so that a component which asks for them by name stays inside the palette.
 */
export const theme = createTheme({
  white: '#fffefb',
  black: families.stone[9],
  colors: {
    gray: tuple(families.stone),
    dark: tuple(families.night),
    leaf: tuple(families.leaf),
    green: tuple(families.leaf),
    bell: tuple(families.bell),
    yellow: tuple(families.bell),
    ember: tuple(families.ember),
    red: tuple(families.ember),
    dusk: tuple(families.dusk),
    blue: tuple(families.dusk),
  },
  primaryColor: 'leaf',
  primaryShade: { light: 8, dark: 3 },
  autoContrast: true,
  focusRing: 'auto',
  respectReducedMotion: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  fontFamily: 'var(--sans)',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.1875rem' },
  lineHeights: { xs: '1.35', sm: '1.35', md: '1.35', lg: '1.5', xl: '1.35' },
  fontWeights: { regular: '420', medium: '530', bold: '620' },
  headings: {
    fontFamily: 'var(--sans)',
    fontWeight: '560',
    sizes: { h1: { fontSize: '2rem', lineHeight: '1.16' }, h2: { fontSize: '1.5rem', lineHeight: '1.2' } },
  },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '36px' },
  radius: { xs: '3px', sm: '5px', md: '8px', lg: '12px', xl: '20px' },
  shadows: {
    xs: 'var(--shadow-1)',
    sm: 'var(--shadow-1)',
    md: 'var(--shadow-2)',
    lg: 'var(--shadow-2)',
    xl: 'var(--shadow-3)',
  },
  other: { voice: 'var(--voice)', huddleBody: '2.75rem', huddleWords: '4rem' },
});

/** --stone-0 … --night-9, which tokens.css builds its meanings from. */
const familyVariables = Object.fromEntries(
  Object.entries(families).flatMap(([name, shades]) => shades.map((hex, shade) => [`--${name}-${shade}`, hex])),
);

/** What Mantine calls things, said in our meanings. Errors are ink: red speaks of promises only. */
export const cssVariablesResolver: CSSVariablesResolver = () => {
  const meanings = {
    '--mantine-color-body': 'var(--page)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-bright': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-3)',
    '--mantine-color-placeholder': 'var(--ink-3)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--sunk)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-anchor': 'var(--action-ink)',
    '--mantine-color-success': 'var(--ink)',
    '--mantine-color-error': 'var(--ink)',
    '--mantine-color-disabled': 'var(--disabled-fill)',
    '--mantine-color-disabled-color': 'var(--disabled-ink)',
    '--mantine-color-disabled-border': 'var(--line)',
    '--mantine-primary-color-filled': 'var(--action)',
    '--mantine-primary-color-filled-hover': 'var(--action-hover)',
    '--mantine-primary-color-contrast': 'var(--on-action)',
    '--mantine-color-leaf-outline': 'var(--focus)',
  };
  return { variables: familyVariables, light: meanings, dark: meanings };
};
