import { localStorageColorSchemeManager } from '@mantine/core';

/** Light, dark or the device's choice, remembered on this device; other tabs follow. */
export const colourSchemes = localStorageColorSchemeManager({ key: 'kept.colour-scheme' });
