/** The devices of the demo, what is wrong with them, and what their repair costs. Prices in hundredths, net. */

/** A sentence in both languages. */
export type Words = { en: string; de: string };

export type Model = {
  maker: string;
  name: string;
  /** Type allocation code of an IMEI (8 digits); otherwise `serial` is a pattern of the maker's serial numbers. */
  tac?: string;
  serial?: string;
};

type Part = Words & { price: number };

export type Category = {
  models: Model[];
  problems: Words[];
  parts: Part[];
  /** Price of an hour of work. */
  hourly: number;
};

const words = (en: string, de: string): Words => ({ en, de });
const part = (price: number, en: string, de: string): Part => ({ price, en, de });

const PHONES: Category = {
  hourly: 11_000,
  models: [
    { maker: 'Apple', name: 'iPhone 15 Pro 256 GB', tac: '35085967' },
    { maker: 'Apple', name: 'iPhone 14 128 GB', tac: '35299143' },
    { maker: 'Apple', name: 'iPhone 13 mini', tac: '35407115' },
    { maker: 'Apple', name: 'iPhone SE (3. Generation)', tac: '35780532' },
    { maker: 'Samsung', name: 'Galaxy S24 Ultra', tac: '35196842' },
    { maker: 'Samsung', name: 'Galaxy S22', tac: '35052876' },
    { maker: 'Samsung', name: 'Galaxy A54 5G', tac: '35463921' },
    { maker: 'Google', name: 'Pixel 8', tac: '35841810' },
    { maker: 'Fairphone', name: '5', tac: '86523406' },
    { maker: 'Xiaomi', name: '13T Pro', tac: '86708405' },
  ],
  problems: [
    words(
      'Display cracked after a fall, touch no longer reacts in the lower third.',
      'Display nach Sturz gesprungen, Touch reagiert im unteren Drittel nicht mehr.',
    ),
    words(
      'Battery is empty after half a day, battery health shows 71 %.',
      'Akku nach einem halben Tag leer, Batteriezustand zeigt 71 %.',
    ),
    words(
      'Does not charge by cable any more; wireless charging still works.',
      'Lädt nicht mehr über Kabel, kabellos funktioniert es noch.',
    ),
    words(
      'Fell into water, switches on but there is no sound from the ear piece.',
      'Ins Wasser gefallen, schaltet ein, aber kein Ton aus der Hörmuschel.',
    ),
    words(
      'Rear camera out of focus, rattles when shaken.',
      'Hauptkamera stellt nicht scharf und klappert beim Schütteln.',
    ),
    words(
      'No mobile network since the last update, SIM works in another phone.',
      'Seit dem letzten Update kein Netz, die SIM-Karte läuft in einem anderen Gerät.',
    ),
    words('Back glass broken, otherwise fully working.', 'Rückglas gebrochen, sonst voll funktionsfähig.'),
    words(
      'Restarts by itself several times a day, mostly when it gets warm.',
      'Startet mehrmals täglich von selbst neu, meist wenn es warm wird.',
    ),
  ],
  parts: [
    part(28_900, 'Display unit incl. calibration', 'Display-Einheit inkl. Kalibrierung'),
    part(7_900, 'Battery', 'Akku'),
    part(6_400, 'Charging port', 'Ladebuchse'),
    part(12_900, 'Rear camera module', 'Kameramodul hinten'),
    part(9_900, 'Back glass', 'Rückglas'),
  ],
};

const TABLETS: Category = {
  hourly: 11_000,
  models: [
    { maker: 'Apple', name: 'iPad Air 11" Cellular', tac: '35962180' },
    { maker: 'Apple', name: 'iPad (10. Generation) Cellular', tac: '35718264' },
    { maker: 'Samsung', name: 'Galaxy Tab S9 5G', tac: '35337719' },
    { maker: 'Samsung', name: 'Galaxy Tab Active5', tac: '35612098' },
    { maker: 'Lenovo', name: 'Tab P12 LTE', tac: '86395107' },
  ],
  problems: [
    words('Glass broken at the corner, picture is fine.', 'Glas an der Ecke gebrochen, Bild in Ordnung.'),
    words(
      'Battery swollen, display lifts off on the left side.',
      'Akku aufgebläht, das Display hebt sich links ab.',
    ),
    words('Pencil is not recognised in the upper area.', 'Stift wird im oberen Bereich nicht erkannt.'),
    words(
      'Charges only when the plug is held at an angle.',
      'Lädt nur, wenn der Stecker schräg gehalten wird.',
    ),
    words('Hangs at the maker’s logo after start.', 'Bleibt nach dem Start beim Herstellerlogo hängen.'),
  ],
  parts: [
    part(24_500, 'Glass with digitizer', 'Glas mit Digitizer'),
    part(11_900, 'Battery pack', 'Akkupack'),
    part(6_900, 'Dock connector', 'Ladebuchse'),
  ],
};

const LAPTOPS: Category = {
  hourly: 12_000,
  models: [
    { maker: 'Apple', name: 'MacBook Air 13" M2', serial: 'C02@#*##****' },
    { maker: 'Apple', name: 'MacBook Pro 14" M3', serial: '@*********' },
    { maker: 'Lenovo', name: 'ThinkPad T14 Gen 4', serial: 'PF#*****' },
    { maker: 'Lenovo', name: 'ThinkPad X1 Carbon Gen 11', serial: 'PW#*****' },
    { maker: 'HP', name: 'EliteBook 840 G10', serial: '5CG####***' },
    { maker: 'Dell', name: 'Latitude 5440', serial: '*@***@3' },
    { maker: 'Microsoft', name: 'Surface Laptop 5', serial: '0#####2###57' },
  ],
  problems: [
    words(
      'Coffee spilled over the keyboard, several keys stick.',
      'Kaffee über die Tastatur verschüttet, mehrere Tasten klemmen.',
    ),
    words(
      'Fan runs at full speed all the time, device gets very hot and throttles.',
      'Lüfter läuft dauernd auf voller Drehzahl, das Gerät wird sehr heiss und drosselt.',
    ),
    words(
      'Left hinge broken, lid no longer stays up.',
      'Linkes Scharnier gebrochen, Deckel hält nicht mehr.',
    ),
    words(
      'No picture on the internal display, external monitor works.',
      'Kein Bild auf dem internen Display, externer Monitor geht.',
    ),
    words(
      'Does not start any more, charging LED blinks orange three times.',
      'Startet nicht mehr, die Lade-LED blinkt dreimal orange.',
    ),
    words(
      'USB-C port loose, dock is lost at every movement.',
      'USB-C-Buchse wackelt, das Dock geht bei jeder Bewegung verloren.',
    ),
    words(
      'SSD reports read errors, please save the data before the exchange.',
      'SSD meldet Lesefehler, bitte vor dem Tausch die Daten sichern.',
    ),
  ],
  parts: [
    part(21_800, 'Keyboard with top case', 'Tastatur mit Oberschale'),
    part(13_900, 'Battery', 'Akku'),
    part(5_900, 'Fan', 'Lüfter'),
    part(34_900, 'Display panel', 'Display-Panel'),
    part(15_900, 'SSD 1 TB', 'SSD 1 TB'),
    part(8_400, 'Hinge set', 'Scharniersatz'),
  ],
};

const PRINTERS: Category = {
  hourly: 11_500,
  models: [
    { maker: 'Brother', name: 'MFC-L8690CDW', serial: 'E7####@#@######' },
    { maker: 'HP', name: 'LaserJet Pro M404dn', serial: 'PHB@@#####' },
    { maker: 'Kyocera', name: 'ECOSYS M2540dn', serial: 'VFR#######' },
    { maker: 'Zebra', name: 'ZD421 Etikettendrucker', serial: 'D#@######' },
  ],
  problems: [
    words(
      'Pulls in several sheets at once, paper jam in tray 2.',
      'Zieht mehrere Blätter auf einmal ein, Papierstau im Fach 2.',
    ),
    words(
      'Vertical streaks on every page, also with new toner.',
      'Senkrechte Streifen auf jeder Seite, auch mit neuem Toner.',
    ),
    words('Error 59.F0, transfer unit does not lift.', 'Fehler 59.F0, Transfereinheit hebt nicht an.'),
    words('Labels are printed half a line too low.', 'Etiketten werden eine halbe Zeile zu tief gedruckt.'),
  ],
  parts: [
    part(4_900, 'Pick-up roller kit', 'Einzugsrollen-Kit'),
    part(18_900, 'Fuser unit', 'Fixiereinheit'),
    part(9_600, 'Print head', 'Druckkopf'),
  ],
};

const COFFEE: Category = {
  hourly: 10_500,
  models: [
    { maker: 'Jura', name: 'E8 Piano Black', serial: '2023######@' },
    { maker: 'Jura', name: 'GIGA X8', serial: '2022######@' },
    { maker: 'De’Longhi', name: 'PrimaDonna Soul', serial: 'DL####@####' },
    { maker: 'Siemens', name: 'EQ.900 plus', serial: 'FD##########' },
  ],
  problems: [
    words('Leaks water at the front after each coffee.', 'Verliert nach jedem Bezug vorne Wasser.'),
    words(
      'Grinder runs but no coffee arrives, message “fill beans”.',
      'Mahlwerk läuft, aber es kommt kein Kaffee; Meldung «Bohnen füllen».',
    ),
    words('Milk froth only lukewarm, steam is weak.', 'Milchschaum nur lauwarm, wenig Dampf.'),
    words('Error 8: brewing unit stuck.', 'Störung 8: Brüheinheit blockiert.'),
  ],
  parts: [
    part(8_900, 'Brewing unit', 'Brüheinheit'),
    part(3_600, 'Seal kit', 'Dichtungssatz'),
    part(12_400, 'Grinder', 'Mahlwerk'),
    part(7_800, 'Pump', 'Pumpe'),
  ],
};

const CAMERAS: Category = {
  hourly: 12_500,
  models: [
    { maker: 'Canon', name: 'EOS R6 Mark II', serial: '0#2##########' },
    { maker: 'Sony', name: 'Alpha 7 IV', serial: '3######' },
    { maker: 'Nikon', name: 'Z6 II', serial: '60#####' },
    { maker: 'Fujifilm', name: 'X-T5', serial: '3@A#####' },
  ],
  problems: [
    words(
      'Error 20 at every second release, shutter hangs.',
      'Fehler 20 bei jeder zweiten Auslösung, Verschluss hängt.',
    ),
    words(
      'Dust on the sensor that cleaning does not remove.',
      'Staub auf dem Sensor, der sich nicht wegreinigen lässt.',
    ),
    words('Card slot 1 no longer recognises any card.', 'Kartenschacht 1 erkennt keine Karte mehr.'),
    words(
      'Fell from the tripod, bayonet bent, autofocus hunts.',
      'Vom Stativ gefallen, Bajonett verzogen, Autofokus pumpt.',
    ),
  ],
  parts: [
    part(26_900, 'Shutter unit', 'Verschlusseinheit'),
    part(9_800, 'Card slot board', 'Kartenschacht-Platine'),
    part(14_200, 'Bayonet ring', 'Bajonettring'),
  ],
};

const AUDIO: Category = {
  hourly: 10_500,
  models: [
    { maker: 'Bose', name: 'QuietComfort Ultra', serial: '08####@#########AE' },
    { maker: 'Sony', name: 'WH-1000XM5', serial: '5######' },
    { maker: 'Sonos', name: 'Arc Soundbar', serial: '48A6B8******@' },
    { maker: 'Apple', name: 'Watch Series 9 45 mm', serial: '@*********' },
  ],
  problems: [
    words('Right side silent, the left one plays normally.', 'Rechte Seite stumm, die linke spielt normal.'),
    words(
      'No longer connects; resetting to factory settings did not help.',
      'Verbindet sich nicht mehr, Zurücksetzen hat nichts gebracht.',
    ),
    words('Crackles at higher volume.', 'Knistert bei höherer Lautstärke.'),
  ],
  parts: [
    part(5_400, 'Battery', 'Akku'),
    part(8_700, 'Driver, right', 'Treiber rechts'),
    part(6_900, 'Main board', 'Hauptplatine'),
  ],
};

const ONSITE: Category = {
  hourly: 12_000,
  models: [
    { maker: 'Samsung', name: 'QE75QN95C Fernseher 75" mit Wandmontage', serial: '0@@@3@@W######@' },
    { maker: 'LG', name: 'OLED77C4 Fernseher mit Wandhalterung', serial: '40#MA@@######' },
    { maker: 'V-Zug', name: 'Adora Wash V4000', serial: '1#### ######' },
    { maker: 'Miele', name: 'Geschirrspüler G 7360 SCVi', serial: '00##########' },
    { maker: 'Bosch', name: 'Einbaubackofen HBG7741B1', serial: 'FD##########' },
    { maker: 'Siemens', name: 'Induktionskochfeld EX877LYV5E', serial: 'FD##########' },
  ],
  problems: [
    words(
      'Mount on a plasterboard wall, run the cables concealed.',
      'Montage an Gipskartonwand, Kabel verdeckt führen.',
    ),
    words(
      'Connect in the utility room, take the old machine away.',
      'Anschluss im Waschraum, Altgerät mitnehmen.',
    ),
    words(
      'Build in under the existing worktop, niche is 60 cm.',
      'Einbau unter bestehende Arbeitsplatte, Nische 60 cm.',
    ),
    words(
      'Replace the old hob, connection 400 V is present.',
      'Altes Kochfeld ersetzen, Anschluss 400 V vorhanden.',
    ),
    words(
      'Leaks at the door after delivery, please check on site.',
      'Nach Lieferung undicht an der Tür, bitte vor Ort prüfen.',
    ),
  ],
  parts: [
    part(9_900, 'Wall bracket', 'Wandhalterung'),
    part(2_900, 'Connection set', 'Anschlussset'),
    part(6_000, 'Disposal of the old device', 'Entsorgung Altgerät'),
  ],
};

/** What comes to a service location, with the share of each. */
export const REPAIR_CATEGORIES: readonly (readonly [Category, number])[] = [
  [PHONES, 42],
  [TABLETS, 10],
  [LAPTOPS, 20],
  [PRINTERS, 7],
  [COFFEE, 9],
  [CAMERAS, 6],
  [AUDIO, 6],
];

/** What a service partner goes to. */
export const ONSITE_CATEGORIES: readonly (readonly [Category, number])[] = [[ONSITE, 1]];
