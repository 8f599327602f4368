import { randomInt } from 'node:crypto';
import type { Db } from '~/platform/db.server';
import { hashToken } from './session.server';

const HOW_MANY = 10;
/** Crockford's base 32: no I, L, O and U, which are misread. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 24 letters are 120 random bits: nobody guesses them even from their SHA-256 (OWASP ASVS 5.0, 6.5.2: 112 and more). */
const GROUPS = 6;
const GROUP = 4;

function newCode(): string {
  const group = () => Array.from({ length: GROUP }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

/** The hash of a code as it was typed: case, dashes and spaces count for nothing, and what is misread is put right. */
function hashCode(typed: string): string {
  const plain = typed.toUpperCase().replace(/[^0-9A-Z]/g, '');
  return hashToken(plain.replaceAll('O', '0').replace(/[IL]/g, '1'));
}

/** Makes ten recovery codes in place of those that the person had. @returns them; they are not to be had again */
export async function renewRecoveryCodes(tx: Db, userId: number): Promise<string[]> {
  const codes = Array.from({ length: HOW_MANY }, newCode);
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({ data: codes.map((code) => ({ userId, codeHash: hashCode(code) })) });
  return codes;
}

/** True for an unused code of this person, which is used up by it, in one statement: of two who try at once one succeeds. */
export async function spendRecoveryCode(tx: Db, userId: number, typed: string): Promise<boolean> {
  const { count } = await tx.recoveryCode.updateMany({
    where: { userId, codeHash: hashCode(typed), usedAt: null },
    data: { usedAt: new Date() },
  });
  return count === 1;
}
