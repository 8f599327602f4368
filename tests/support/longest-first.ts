import path from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, the longest first. */
const LONG = [
  ...['access-matrix', 'several', 'failures', 'security', 'start', 'partner-desk', 'search', 'export'],
  ...['settlements', 'quotes', 'offers', 'attachments-hostile', 'export-spreadsheet', 'guest', 'api-fuzz'],
  ...['order-pdf', 'embedded-postgres', 'labels', 'packing-list', 'holidays', 'working-time'],
].map((name) => `${name}.test.ts`);

const place = ({ moduleId }: TestSpecification) => LONG.indexOf(path.basename(moduleId)) + 1 || Infinity;

/** Begins with the files that take longest, so that the workers end together. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    return usual.toSorted((one, other) => place(one) - place(other) || 0);
  }
}
