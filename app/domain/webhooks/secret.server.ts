import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { seal, unseal } from '~/platform/secret-box.server';

const placeOf = (endpointId: number) => `webhook ${endpointId}`;

/** A new signing secret of 256 bits as the specification writes it, sealed for this endpoint. */
export function newSealedSecret(endpointId: number) {
  return seal(`whsec_${randomBytes(32).toString('base64')}`, placeOf(endpointId));
}

/** The secret in words; null when the portal's own key is another one now. */
export function openSecret(endpointId: number, sealed: Uint8Array): string | null {
  return unseal(sealed, placeOf(endpointId));
}

type Signing = {
  id: number;
  secret: Uint8Array;
  previousSecret: Uint8Array | null;
  previousUntil: Date | null;
};

/**
 * The headers of one try (Standard Webhooks, symmetric signatures), with two signatures while the secret before still signs;
 * null when the secret cannot be read.
 */
export function signedHeaders(endpoint: Signing, messageId: string, body: string, now: Date) {
  const { id, secret, previousSecret, previousUntil } = endpoint;
  const current = openSecret(id, secret);
  if (current === null) return null;
  const still =
    previousSecret && previousUntil && previousUntil > now ? openSecret(id, previousSecret) : null;
  const secrets = still ? [current, still] : [current];
  return {
    'webhook-id': messageId,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': secrets.map((one) => new Webhook(one).sign(messageId, now, body)).join(' '),
  };
}
