/** The door of people: staff, teams, sign-in, keys, calendars. */
export { endAbsence, planAbsence, turnAbsences, turnAbsencesJob } from './absences.ts';
export { actorOf, colleagueOf } from './acting.ts';
export { findColleague } from './acting-for.ts';
export { givePassword } from './first-password.ts';
export { createKey } from './keys.ts';
export { checkOwnLimits } from './key-scopes.ts';
export { companyLanguage, findCompany, languageOf } from './queries.ts';
export { mailAddressChanged, mailPasswordChanged, mailPasswordLink } from './password-jobs.ts';
export { findReachable } from './password-queries.ts';
export { givePasswordTo, passwordLinkFor } from './passwords.ts';
export { openSignIn, type SignIn } from './sign-in.ts';
export { setUpCompany, type SetUp } from './setting-up.ts';
export { createUser } from './staff.ts';
export { createTeam } from './teams.ts';
export { findCalendarVersions, findPresentCalendars } from './calendar-queries.ts';
export { createCalendar } from './calendars.ts';
export { showExplanation } from './explaining.ts';
