import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** What somebody who tampers with an answer changes. */
export type Changed = { origin?: string; rpId?: string; verified?: boolean; counter?: number };

const PRESENT = 0x01;
const VERIFIED = 0x04;
const ATTESTED = 0x40;

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest();
const text = (value: Buffer) => value.toString('base64url');

/**
 * An authenticator with one passkey on P-256 (WebAuthn, 6.1: authenticator data; 6.5.4: attestation `none`). It answers a
 * challenge as a browser at `origin` would; `changed` makes an answer that is not in order.
 */
export function makeAuthenticator(origin: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const id = randomBytes(16);
  let used = 0;

  const clientData = (type: string, challenge: string, { origin: at = origin }: Changed) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: at, crossOrigin: false }));

  function authenticatorData(flags: number, { rpId = new URL(origin).hostname, ...changed }: Changed) {
    const head = Buffer.alloc(5);
    head[0] = flags | PRESENT | (changed.verified === false ? 0 : VERIFIED);
    head.writeUInt32BE(changed.counter ?? used, 1);
    return Buffer.concat([sha256(rpId), head]);
  }

  /** The public key as COSE has it (RFC 9053, 7.1.1): EC2, ES256, P-256, x, y. */
  const coseKey = Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from(x, 'base64url'),
    Buffer.from('225820', 'hex'),
    Buffer.from(y, 'base64url'),
  ]);

  const answer = (response: Record<string, unknown>) =>
    JSON.stringify({
      ...{ id: text(id), rawId: text(id), type: 'public-key', clientExtensionResults: {} },
      response,
    });

  return {
    /** Makes the passkey: what the form's `response` holds. */
    register(challenge: string, changed: Changed = {}): string {
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, coseKey]);
      const data = Buffer.concat([authenticatorData(ATTESTED, changed), attested]);
      const attestation = Buffer.concat([
        // { fmt: 'none', attStmt: {}, authData: … } in CBOR.
        Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746158', 'hex'),
        Buffer.from([data.length]),
        data,
      ]);
      return answer({
        clientDataJSON: text(clientData('webauthn.create', challenge, changed)),
        attestationObject: text(attestation),
        transports: ['internal'],
      });
    },
    /** Uses the passkey: what the form's `response` holds. */
    use(challenge: string, changed: Changed = {}): string {
      used += 1;
      const client = clientData('webauthn.get', challenge, changed);
      const data = authenticatorData(0, changed);
      return answer({
        clientDataJSON: text(client),
        authenticatorData: text(data),
        signature: text(sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)),
      });
    },
  };
}
