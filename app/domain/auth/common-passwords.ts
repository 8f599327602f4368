/**
 * The most common passwords of ten characters and more in published leaks, and obvious ones for a repair portal.
 * Compared in lower case (NIST SP 800-63B, 3.1.1.2: a blocklist of commonly used values).
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `1234567890 12345678910 123456789a 0123456789 0987654321 9876543210 1234567891 1234554321 1029384756 1q2w3e4r5t
1q2w3e4r5t6y 1qaz2wsx3edc qwertyuiop qwerty12345 qwerty123456 qwertyuiop123 qwertzuiop qwertzuiop1 q1w2e3r4t5
q1w2e3r4t5y6 zaq12wsxcde3 asdfghjkl1 asdfghjkl123 asdfghjklöä zxcvbnm123 abcdefghij abcdefghijk abcd1234567
abc1234567 abc123456789 a123456789 a1234567890 aa123456789 password12 password123 password1234 password12345
password123456 passw0rd123 p@ssw0rd123 p@ssword123 mypassword mypassword1 passwordpassword passwort12 passwort123
passwort1234 passwort12345 meinpasswort hallo12345 hallohallo hallo123456 hallo1234567 iloveyou12 iloveyou123
iloveyou1234 ichliebedich schatz12345 letmein123 letmein1234 welcome123 welcome1234 welcome12345 willkommen
willkommen1 willkommen123 administrator administrator1 admin12345 admin123456 adminadmin superadmin changeme123
changeme1234 basketball football123 baseball123 liverpool1 manchester1 barcelona1 realmadrid1 bayernmuenchen
princess123 sunshine123 superman123 batman12345 dragon12345 monkey12345 master12345 shadow12345 michael123
charlie123 jennifer123 computer123 internet123 samsung123 qazwsxedcrfv qazwsxedc123 secret12345 geheim12345
test1234567 testtest123 testpassword sommer2024 sommer2025 sommer2026 winter2024 winter2025 winter2026 summer2024
summer2025 summer2026 repairportal repair-portal reparaturportal kundenportal serviceportal repairportal1`.split(
    /\s+/,
  ),
);
