import { fieldRefusal } from '~/platform/http/field-refusal';

/** A number that is somebody else's is told at its field; anything else is thrown on. */
export function numberRefusal(error: unknown, submission: Parameters<typeof fieldRefusal>[1]) {
  return fieldRefusal(error, submission, { customer_number_taken: 'number' });
}
