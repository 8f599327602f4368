import { dictionary } from '@zxcvbn-ts/language-common';

/** Passwords in published leaks, the most common first. */
const LEAKED = dictionary['passwords-common'].map((password) => password.toLowerCase());

/**
 * Passwords of ten characters and more that are common in leaks, with German ones and obvious ones for a repair portal. Compared
 * in lower case (NIST SP 800-63B, 3.1.1.2: a blocklist of commonly used values).
 */
const LONG: ReadonlySet<string> = new Set([
  ...LEAKED.filter((password) => password.length >= 10),
  ...`0123456789 0987654321 9876543210 qwertzuiop qwertzuiop1 asdfghjklöä abcdefghij abcdefghijk abcd1234567
abc1234567 password12345 password123456 passw0rd123 p@ssw0rd123 p@ssword123 mypassword1 passwort12
passwort123 passwort1234 passwort12345 meinpasswort hallo12345 hallohallo hallo123456 hallo1234567
iloveyou1234 ichliebedich schatz12345 letmein1234 welcome1234 welcome12345 willkommen willkommen1
willkommen123 administrator1 admin12345 admin123456 adminadmin superadmin changeme123 changeme1234
baseball123 barcelona1 realmadrid1 bayernmuenchen princess123 sunshine123 batman12345 dragon12345
monkey12345 master12345 shadow12345 jennifer123 computer123 internet123 secret12345 geheim12345
test1234567 testtest123 testpassword sommer2024 sommer2025 sommer2026 winter2024 winter2025 winter2026
summer2024 summer2025 summer2026 repairportal repair-portal reparaturportal kundenportal serviceportal
repairportal1`.split(/\s+/),
]);

/** So much before or after a common word makes it no better: `liverpool2026!`. */
const HUNG_ON = /^[^a-z]{0,6}([a-z]{4,})[^a-z]{0,6}$/;

const wordOf = (password: string) => HUNG_ON.exec(password)?.[1] ?? '';

/** So many of the most common passwords give their word: some 3,000. */
const FIRST = 3396;

/** Words that are guessed with something hung on: those of this kind of portal, then the most common ones of the leaks. */
const WORDS: ReadonlySet<string> = new Set([
  ...`repairportal reparaturportal kundenportal serviceportal administrator technician techniker customer
kunde reseller haendler partner servicepartner werkstatt reparatur repair service portal passwort
password`.split(/\s+/),
  ...LEAKED.slice(0, FIRST).map(wordOf).filter(Boolean),
]);

/** True for a password that is guessed among the first. In: compatibility form, lower case. */
export function isCommonPassword(plain: string): boolean {
  return LONG.has(plain) || WORDS.has(wordOf(plain));
}
