/** The door of options: choices side by side, chosen online, kept as a promise. */
export { askAboutSheet, chooseOption, readSheetPage, sheetsToChoose } from './choosing.ts';
export { addSheet, confirmSheet, sendSheet } from './sheets.ts';
export { optionSeeds } from './templates.ts';
