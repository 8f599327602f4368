import type { Status } from '../../app/domain/orders/rules';
import type { Words } from './catalogue';

/** What people of the demo write. */

const words = (en: string, de: string): Words => ({ en, de });

/** A reason for a move that needs one, by the status it leads to. */
export const REASONS: Partial<Record<Status, readonly Words[]>> = {
  confirmed: [
    words('The carrier did not collect the parcel.', 'Das Paket wurde nicht abgeholt.'),
    words('The parcel came back to the sender.', 'Das Paket kam an den Absender zurück.'),
  ],
  cancelled: [
    words('The customer bought a new device meanwhile.', 'Der Kunde hat inzwischen ein neues Gerät gekauft.'),
    words('Ordered twice by mistake.', 'Versehentlich doppelt beauftragt.'),
    words(
      'The wall does not carry the weight, the customer does not want a stand.',
      'Die Wand trägt das Gewicht nicht, ein Standfuss ist nicht gewünscht.',
    ),
    words(
      'The repair costs more than the device is worth.',
      'Die Reparatur kostet mehr, als das Gerät wert ist.',
    ),
  ],
  returned_unrepaired: [
    words('Repair not wanted after the diagnosis.', 'Nach der Diagnose keine Reparatur gewünscht.'),
    words(
      'The maker no longer delivers the main board.',
      'Die Hauptplatine ist beim Hersteller nicht mehr lieferbar.',
    ),
    words(
      'No fault found in 48 hours of continuous test.',
      'Im Dauertest über 48 Stunden kein Fehler feststellbar.',
    ),
  ],
  in_repair: [words('Fault came back in the final test.', 'Der Fehler trat in der Endkontrolle wieder auf.')],
  under_review: [
    words(
      'Transport damage at the front, device not connected.',
      'Transportschaden an der Front, Gerät nicht angeschlossen.',
    ),
    words('Nobody was there at the agreed time.', 'Zum vereinbarten Termin niemand angetroffen.'),
    words('The power connection is missing.', 'Der Stromanschluss fehlt.'),
  ],
  set_appointment: [words('The customer asked for another date.', 'Der Kunde wünscht einen anderen Termin.')],
  requirements_met: [words('A replacement is on its way.', 'Ein Ersatzgerät ist unterwegs.')],
};

/** Exchanges between the account and the service location: question, then answer. */
export const THREADS: readonly (readonly [from: 'account' | 'staff', text: Words][])[] = [
  [
    [
      'account',
      words(
        'Good morning, can you already say when it will be done?',
        'Guten Morgen, können Sie schon sagen, wann es fertig wird?',
      ),
    ],
    [
      'staff',
      words(
        'The diagnosis is planned for tomorrow. You get a message as soon as we know more.',
        'Die Diagnose ist für morgen geplant. Sie erhalten eine Nachricht, sobald wir mehr wissen.',
      ),
    ],
    ['account', words('Perfect, thank you.', 'Perfekt, vielen Dank.')],
  ],
  [
    [
      'staff',
      words(
        'The screen lock is still active. Could you send us the code or remove the lock from your account?',
        'Die Bildschirmsperre ist noch aktiv. Könnten Sie uns den Code mitteilen oder die Sperre im Konto entfernen?',
      ),
    ],
    [
      'account',
      words(
        'Sorry, forgot about that. I removed it from the account just now.',
        'Entschuldigung, das habe ich vergessen. Ich habe es soeben aus dem Konto entfernt.',
      ),
    ],
    ['staff', words('It worked, we carry on.', 'Hat geklappt, wir machen weiter.')],
  ],
  [
    [
      'account',
      words(
        'Please also look at the charging port while it is open, it has been loose lately.',
        'Bitte schauen Sie bei der Gelegenheit auch die Ladebuchse an, sie wackelt seit Kurzem.',
      ),
    ],
    [
      'staff',
      words(
        'We looked at it: only dust. Cleaned free of charge.',
        'Haben wir geprüft: nur Staub. Kostenlos gereinigt.',
      ),
    ],
  ],
  [
    [
      'account',
      words(
        'The address for the return has changed, we moved on the first.',
        'Die Adresse für den Rückversand hat sich geändert, wir sind auf den Ersten umgezogen.',
      ),
    ],
    [
      'staff',
      words(
        'Thank you, noted. The parcel goes to the new address.',
        'Danke, ist notiert. Das Paket geht an die neue Adresse.',
      ),
    ],
  ],
  [
    [
      'staff',
      words(
        'The part is on back order with the maker, we expect it next week.',
        'Das Ersatzteil ist beim Hersteller im Rückstand, wir erwarten es nächste Woche.',
      ),
    ],
    [
      'account',
      words(
        'That is all right. Can we get a loan device meanwhile?',
        'Das ist in Ordnung. Könnten wir solange ein Leihgerät haben?',
      ),
    ],
  ],
];

/** A question that nobody has answered yet. */
export const OPEN_QUESTIONS: readonly Words[] = [
  words(
    'Besides the display the frame is bent too. Shall we exchange it as well? It would be an additional 89.00.',
    'Neben dem Display ist auch der Rahmen verzogen. Sollen wir ihn mittauschen? Das wären zusätzlich 89.00.',
  ),
  words(
    'The repair would come to about half of the price of a new device. How would you like to proceed?',
    'Die Reparatur käme auf rund die Hälfte des Neupreises. Wie möchten Sie vorgehen?',
  ),
];

export const PUBLIC_NOTES: readonly Words[] = [
  words(
    'Device inspected, the reported fault is confirmed.',
    'Gerät geprüft, der gemeldete Fehler ist bestätigt.',
  ),
  words(
    'Final test passed: charging, sound, camera and radio measured.',
    'Endkontrolle bestanden: Laden, Ton, Kamera und Funk gemessen.',
  ),
  words('Parts ordered from the maker.', 'Ersatzteile beim Hersteller bestellt.'),
  words(
    'The data was kept; a back-up is recommended all the same.',
    'Die Daten blieben erhalten; ein Backup empfehlen wir trotzdem.',
  ),
];

export const INTERNAL_NOTES: readonly Words[] = [
  words(
    'Liquid indicator is red, photo taken. Watch out with the warranty.',
    'Feuchtigkeitsindikator rot, Foto gemacht. Vorsicht bei der Garantie.',
  ),
  words('Shelf B3, box with the charger.', 'Regal B3, Karton mit Ladegerät.'),
  words(
    'Called, reached the voice mail. Try again tomorrow.',
    'Angerufen, nur Combox. Morgen noch einmal versuchen.',
  ),
  words('Screw behind the left hinge is stripped.', 'Schraube hinter dem linken Scharnier ist ausgedreht.'),
];

/** Answers to questions whose kind is text. */
export const ACCESSORIES: readonly Words[] = [
  words('Charger and sleeve', 'Ladegerät und Hülle'),
  words('Nothing, only the device', 'Nichts, nur das Gerät'),
  words('Original packaging', 'Originalverpackung'),
  words('Power supply unit and dock', 'Netzteil und Dock'),
];

export const SERVICES = {
  diagnosis: words('Diagnosis', 'Diagnose'),
  labour: words('Labour, workshop', 'Arbeitszeit Werkstatt'),
  visit: words('Travel and installation', 'Anfahrt und Montage'),
  shipping: words('Return shipping, insured', 'Rückversand, versichert'),
};
