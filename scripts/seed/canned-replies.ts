import type { ClientBase } from 'pg';
import { insertRows } from './insert-rows';

const REPLIES = [
  {
    name: 'Arrived',
    body_en:
      'Hello {{customer}},\n\nyour {{device}} has arrived in {{location}} and is being looked at. We will tell you what we find.\n\nKind regards\n{{technician}}',
    body_de:
      'Guten Tag {{customer}}\n\nIhr {{device}} ist in {{location}} eingetroffen und wird untersucht. Wir melden uns mit dem Ergebnis.\n\nFreundliche Grüsse\n{{technician}}',
  },
  {
    name: 'Waiting for a part',
    body_en:
      'Hello {{customer}},\n\nfor your {{device}} ({{number}}) we are waiting for a part. We go on as soon as it is here.\n\nKind regards\n{{technician}}',
    body_de:
      'Guten Tag {{customer}}\n\nfür Ihr {{device}} ({{number}}) warten wir auf ein Ersatzteil. Sobald es hier ist, geht es weiter.\n\nFreundliche Grüsse\n{{technician}}',
  },
  {
    name: 'Passcode needed',
    body_en:
      'Hello {{customer}},\n\nto test your {{device}} we need its passcode. Please enter it on the page of order {{number}}, not in a message: there it is kept encrypted.\n\nKind regards\n{{technician}}',
    body_de:
      'Guten Tag {{customer}}\n\num Ihr {{device}} zu testen, brauchen wir den Sperrcode. Bitte tragen Sie ihn auf der Seite des Auftrags {{number}} ein, nicht in einer Nachricht: Dort wird er verschlüsselt aufbewahrt.\n\nFreundliche Grüsse\n{{technician}}',
  },
  {
    name: 'Ready',
    body_en:
      'Hello {{customer}},\n\nyour {{device}} is ready. Thank you for your patience.\n\nKind regards\n{{technician}}, {{location}}',
    body_de:
      'Guten Tag {{customer}}\n\nIhr {{device}} ist fertig. Danke für Ihre Geduld.\n\nFreundliche Grüsse\n{{technician}}, {{location}}',
  },
];

/** What the technicians of the demo often write. */
export async function insertCannedReplies(client: ClientBase): Promise<void> {
  await insertRows(
    client,
    'canned_replies',
    REPLIES.map((reply, index) => ({ ...reply, position: index + 1, active: true })),
  );
}
