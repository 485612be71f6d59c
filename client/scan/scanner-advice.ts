/** What the set-up check can find wrong. */
export type ScannerFault =
  | 'nothing-read'
  | 'other-code'
  | 'gs-lost'
  | 'gs-replaced'
  | 'aim-missing'
  | 'letter-case'
  | 'keyboard-layout'
  | 'no-terminator'
  | 'sent-twice'
  | 'too-slow'

export interface ScannerAdvice {
  readonly fault: ScannerFault
  /** What is wrong and what it does, one sentence. */
  readonly what: string
  /** What to set on each kind of scanner. Menus are named a little differently from version to version. */
  readonly zebra: string
  readonly honeywell: string
  readonly generic: string
}

type Texts = Omit<ScannerAdvice, 'fault'>

const ADVICE: Record<ScannerFault, Texts> = {
  'nothing-read': {
    what: 'Nothing arrived from the scanner.',
    zebra:
      'DataWedge: open the profile of this browser, turn on the profile, Barcode input and Keystroke output. Check that the decoder Code 128 is on.',
    honeywell:
      'Settings, Scanning, Internal scanner: open the profile of this browser, turn on the wedge under Data processing, and Code 128 under Symbology.',
    generic:
      'Set the scanner to keyboard mode (USB HID or Bluetooth HID) with the bar code in its manual, and turn on Code 128.',
  },
  'other-code': {
    what: 'The scanner read another code than the test label.',
    zebra: 'Cover other codes on the page and scan the test label again.',
    honeywell: 'Cover other codes on the page and scan the test label again.',
    generic: 'Cover other codes on the page and scan the test label again.',
  },
  'gs-lost': {
    what: 'The separator (GS, FNC1) between the fields of a GS1 label is lost, so lots and dates run into each other.',
    zebra: 'DataWedge: Keystroke output, Key event options, turn on "Send control characters as events".',
    honeywell:
      'Handheld computer: Data processing, let the wedge send control characters. Hand scanner: scan "Control + X mode on" among the keyboard modifiers of its manual.',
    generic:
      'Turn on the transmission of control characters, often called "Ctrl + X" or "Alt + numeric keypad". Or let the scanner replace GS (hexadecimal 1D) by {GS}, and enter {GS} here as the replacement.',
  },
  'gs-replaced': {
    what: 'The scanner sends something else for the separator (GS, FNC1).',
    zebra: 'Enter what it sends here as the replacement, or remove the rule that replaces it from the data formatting.',
    honeywell: 'Enter what it sends here as the replacement, or remove the rule from the data formatter.',
    generic: 'Enter what it sends here as the replacement, or remove the rule from the scanner.',
  },
  'aim-missing': {
    what: 'The scanner does not say which kind of code it read, so GS1 labels have to be guessed.',
    zebra: 'DataWedge: Barcode input, Scan params, Code ID type: AIM.',
    honeywell:
      'Handheld computer: Data processing, Symbology prefix: AIM. Hand scanner: add the prefix AIM I.D. to all symbologies.',
    generic: 'Turn on the AIM identifier as a prefix, often called "Transmit AIM code ID".',
  },
  'letter-case': {
    what: 'Capital and small letters arrive exchanged or changed.',
    zebra: 'Turn Caps Lock off, and remove any change of letter case from the data formatting.',
    honeywell: 'Turn Caps Lock off, and remove any change of letter case from the data formatter.',
    generic: 'Turn Caps Lock off on the computer, and "Convert case" off on the scanner.',
  },
  'keyboard-layout': {
    what: 'Some characters arrive as others: scanner and computer are set to different keyboard layouts.',
    zebra:
      'Android: set the physical keyboard to English (US). Hand scanner: scan its country keyboard code for the language of the computer.',
    honeywell:
      'Android: set the physical keyboard to English (US). Hand scanner: scan the keyboard country of the computer.',
    generic:
      'Set the scanner\'s keyboard country to the layout of this computer, or to "Alt + numeric keypad", which suits any.',
  },
  'no-terminator': {
    what: 'The scanner sends nothing after a code, so every scan waits for a moment of silence.',
    zebra: 'DataWedge: Keystroke output, Basic data formatting, turn on "Send ENTER key".',
    honeywell: 'Data processing: add the suffix \\r (Enter). Hand scanner: scan "Add CR suffix".',
    generic: 'Turn on the suffix Enter (CR).',
  },
  'sent-twice': {
    what: 'The scanner sends each code twice, which counts pieces double.',
    zebra: 'DataWedge: see that only one profile serves this browser, and turn Intent output off in it.',
    honeywell: 'Data processing: turn off either the wedge or the data intent.',
    generic: 'See that only one output of the scanner is on: keyboard, or its own app, not both.',
  },
  'too-slow': {
    what: 'The scanner pauses so long between characters that a code could be cut in two.',
    zebra: 'DataWedge: Keystroke output, Key event options, set the inter-character delay to 0.',
    honeywell: 'Set the intercharacter delay of the wedge to 0.',
    generic: 'Set the intercharacter delay to 0, or allow more silence here.',
  },
}

/** The advice for a fault. */
export function adviceFor(fault: ScannerFault): ScannerAdvice {
  return { fault, ...ADVICE[fault] }
}
