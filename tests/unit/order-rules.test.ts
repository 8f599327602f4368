import { expect, test } from 'vitest';
import { ROLES } from '../../app/domain/auth/rules';
import {
  ALL_STATUSES,
  findMove,
  isFinal,
  KINDS,
  movesFor,
  STAGES,
  SUBMITTED_STATUS,
  splitReferences,
  stageOf,
  statusesOf,
  statusRule,
} from '../../app/domain/orders/rules';
import fc from '../support/fast-check';

/** Section 4 of the design, word by word: the reference that the table is held against. */
const DESIGN = {
  repair: {
    new: ['draft', 'confirmed', 'in_transit'],
    at_location: ['received', 'diagnosing', 'awaiting_decision', 'awaiting_parts', 'in_repair', 'ready'],
    completed: ['returned', 'returned_unrepaired', 'cancelled'],
  },
  onsite: {
    new: ['check_requirements', 'requirements_met'],
    at_location: ['set_appointment', 'confirm_execution', 'under_review'],
    completed: ['executed', 'cancelled'],
  },
  plan: { new: ['to_activate'], at_location: [], completed: ['activated', 'cancelled'] },
} as const;

test('kinds, stages and statuses are those of the design', () => {
  for (const kind of KINDS) {
    for (const stage of STAGES) {
      expect(statusesOf(kind).filter((status) => stageOf(kind, status) === stage)).toEqual(
        DESIGN[kind][stage],
      );
    }
  }
});

test('every move leads to a status of the same kind and is allowed to somebody', () => {
  for (const kind of KINDS) {
    for (const status of statusesOf(kind)) {
      for (const move of statusRule(kind, status).to) {
        expect(statusesOf(kind)).toContain(move.to);
        expect(move.to).not.toBe(status);
        expect(move.by.length).toBeGreaterThan(0);
      }
    }
  }
});

test('every status is reached from the submission, and from every status the end is reached', () => {
  for (const kind of KINDS) {
    const reach = (from: string): Set<string> => {
      const seen = new Set([from]);
      for (const status of seen) for (const { to } of statusRule(kind, status).to) seen.add(to);
      return seen;
    };
    const fromStart = reach(SUBMITTED_STATUS[kind]);
    expect([...fromStart].sort()).toEqual(
      statusesOf(kind)
        .filter((status) => status !== 'draft')
        .sort(),
    );
    for (const status of fromStart) expect([...reach(status)].some((end) => isFinal(kind, end))).toBe(true);
  }
});

test('random walks never leave completed, never enter a draft, and never skip the table', () => {
  const walk = fc.array(
    fc.record({ role: fc.constantFrom(...ROLES), to: fc.constantFrom(...ALL_STATUSES) }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(fc.constantFrom(...KINDS), walk, (kind, steps) => {
      let status: string = SUBMITTED_STATUS[kind];
      for (const { role, to } of steps) {
        const move = findMove(kind, status, to, role);
        if (!move) continue;
        expect(isFinal(kind, status)).toBe(false);
        expect(move.by).toContain(role);
        expect(to).not.toBe('draft');
        status = to;
      }
      expect(statusesOf(kind)).toContain(status);
    }),
    { numRuns: 500 },
  );
});

test('partners move nothing of a repair, customers only what is theirs', () => {
  for (const status of statusesOf('repair')) expect(movesFor('repair', status, 'partner')).toEqual([]);
  const customers = statusesOf('repair').flatMap((status) =>
    movesFor('repair', status, 'customer').map(({ to }) => `${status} → ${to}`),
  );
  expect(customers).toEqual(['confirmed → in_transit', 'confirmed → cancelled', 'in_transit → confirmed']);
});

test('a status that the kind does not have is an error', () => {
  expect(() => statusRule('repair', 'executed')).toThrow(RangeError);
  expect(() => statusRule('onsite', 'constructor')).toThrow(RangeError);
});

test('references are split at commas, semicolons and line ends; none is lost, none twice', () => {
  const reference = fc.stringMatching(/^[A-Z0-9][A-Z0-9 /-]{0,10}[A-Z0-9]$/);
  fc.assert(
    fc.property(
      fc.uniqueArray(reference, { maxLength: 8 }),
      fc.constantFrom(',', ';', '\n', ' ,, '),
      (references, separator) => {
        expect(splitReferences(references.join(separator))).toEqual(references);
      },
    ),
  );
});
