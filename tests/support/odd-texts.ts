/** What people, scanners and attackers type where an identifier is expected. */
export const ODD_TEXTS: [name: string, text: string][] = [
  ['nothing', ''],
  ['blanks', ' \t\n '],
  ['one character', 'x'],
  ['10,000 characters', 'x1 '.repeat(3333)],
  ['one word of 10,000 characters', 'w'.repeat(10_000)],
  ['only punctuation', '…-–/!?'],
  ['wildcards', '%_%\\%'],
  ['quotes', `'"''"\`$$`],
  ['SQL', `'; DROP TABLE orders; --`],
  ['filter syntax', 'accountId = 1 OR customerId != 2 AND kind IN [repair]'],
  ['emoji', '👩🏽‍🔧📱🔧'],
  ['right-to-left text', '\u202eשלום مرحبا'],
  ['full-width digits', '１２３４'],
  ['NUL', 'a\0bcd'],
  ['half a pair', '\ud83dabc'],
  ['a regular expression', '(a+)+$[^'],
];
