/** Jobs that mail about passwords, by name: people knows when, the room that mails does them. */
export const mailPasswordLink = 'mail-password-link';
/** Somebody's password is another now, or the code of his phone was taken off. */
export const mailPasswordChanged = 'mail-password-changed';
/** Somebody signs in with another address now; the one before is told. */
export const mailAddressChanged = 'mail-address-changed';
