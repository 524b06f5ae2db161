/** The ways of saying when that are looked for in a language. */
import type { Language } from '../languages.ts';
import { commonSayings } from './said-time-common.ts';
import { englishSayings } from './said-time-english.ts';
import { englishFurther, germanFurther } from './said-time-further.ts';
import { germanSayings } from './said-time-german.ts';
import type { SayingRule } from './said-time-reading.ts';
import { romanceSayings } from './said-time-romance.ts';

const english = [...commonSayings, ...englishSayings, ...englishFurther];
const german = [...commonSayings, ...germanSayings, ...germanFurther];
const romance = [...commonSayings, ...romanceSayings];

/** All of them; order does not matter, the longest expression at a place wins. */
export function sayingsOf(language: Language): readonly SayingRule[] {
  if (language === 'en') return english;
  return language === 'de' ? german : romance;
}
