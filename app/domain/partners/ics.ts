/** Calendar files (RFC 5545, as scheduling messages of RFC 5546). */

const LINE_OCTETS = 75;

/** A visit as a calendar file tells it; times in UTC. */
export type CalendarVisit = {
  /** The same for every file of one order. */
  uid: string;
  /** Rises with every file of one order. */
  sequence: number;
  cancelled: boolean;
  /** When the file's content came to be. */
  stamp: Date;
  startsAt: Date;
  endsAt: Date;
  summary: string;
  description: string;
  location: string;
  organizer: { name: string; email: string };
  attendees: { name: string; email: string }[];
  /** The language of the words. */
  locale: string;
};

/** The UID of an order's visits: one for all of them, so that a calendar moves the entry that it has. */
export const visitUid = (orderNumber: string, host: string) => `onsite-${orderNumber.toLowerCase()}@${host}`;

/** The file: `METHOD:REQUEST`, or `CANCEL` for a visit that was called off; CRLF, folded at 75 octets. */
export function calendarFile(visit: CalendarVisit): string {
  const language = `LANGUAGE=${visit.locale}`;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Repair portal//On-site appointments//EN',
    'CALSCALE:GREGORIAN',
    `METHOD:${methodOf(visit)}`,
    'BEGIN:VEVENT',
    `UID:${visit.uid}`,
    `SEQUENCE:${visit.sequence}`,
    `DTSTAMP:${utc(visit.stamp)}`,
    `DTSTART:${utc(visit.startsAt)}`,
    `DTEND:${utc(visit.endsAt)}`,
    `STATUS:${visit.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'TRANSP:OPAQUE',
    `SUMMARY;${language}:${text(visit.summary)}`,
    ...(visit.description ? [`DESCRIPTION;${language}:${text(visit.description)}`] : []),
    `LOCATION:${text(visit.location)}`,
    `ORGANIZER;CN=${parameter(visit.organizer.name)}:mailto:${visit.organizer.email}`,
    ...visit.attendees.map(
      ({ name, email }) =>
        `ATTENDEE;CN=${parameter(name)};ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED:mailto:${email}`,
    ),
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

/** The method of a visit's file (RFC 5546, 3.2.2 and 3.2.5). */
export const methodOf = ({ cancelled }: Pick<CalendarVisit, 'cancelled'>): 'REQUEST' | 'CANCEL' =>
  cancelled ? 'CANCEL' : 'REQUEST';

/** A moment in UTC to the second (RFC 5545, 3.3.5, form 2). */
const utc = (at: Date) => `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/** A value of the type TEXT (RFC 5545, 3.3.11). */
const text = (value: string) =>
  value
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n?|\n/g, '\\n')
    .replace(/\p{Cc}/gu, '');

/** A parameter's value (RFC 5545, 3.2), quoted; a quotation mark cannot stand in one. */
const parameter = (value: string) => `"${value.replace(/["\p{Cc}]/gu, ' ').trim()}"`;

/** Folds a content line after at most 75 octets (RFC 5545, 3.1), never within a character. */
function fold(line: string): string {
  const parts: string[] = [];
  let part = '';
  let room = LINE_OCTETS;
  for (const character of line) {
    const octets = Buffer.byteLength(character);
    if (octets > room) {
      parts.push(part);
      part = '';
      // The space that begins a folded line counts.
      room = LINE_OCTETS - 1;
    }
    part += character;
    room -= octets;
  }
  return [...parts, part].join('\r\n ');
}
