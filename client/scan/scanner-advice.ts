/** What the set-up check can find wrong. */
import { t } from '../language/t.ts'
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
    what: t('Nothing arrived from the scanner.'),
    zebra: t(
      'DataWedge: open the profile of this browser, turn on the profile, Barcode input and Keystroke output. Check that the decoder Code 128 is on.',
    ),
    honeywell: t(
      'Settings, Scanning, Internal scanner: open the profile of this browser, turn on the wedge under Data processing, and Code 128 under Symbology.',
    ),
    generic: t(
      'Set the scanner to keyboard mode (USB HID or Bluetooth HID) with the bar code in its manual, and turn on Code 128.',
    ),
  },
  'other-code': {
    what: t('The scanner read another code than the test label.'),
    zebra: t('Cover other codes on the page and scan the test label again.'),
    honeywell: t('Cover other codes on the page and scan the test label again.'),
    generic: t('Cover other codes on the page and scan the test label again.'),
  },
  'gs-lost': {
    what: t(
      'The separator (GS, FNC1) between the fields of a GS1 label is lost, so lots and dates run into each other.',
    ),
    zebra: t('DataWedge: Keystroke output, Key event options, turn on "Send control characters as events".'),
    honeywell: t(
      'Handheld computer: Data processing, let the wedge send control characters. Hand scanner: scan "Control + X mode on" among the keyboard modifiers of its manual.',
    ),
    generic: t(
      'Turn on the transmission of control characters, often called "Ctrl + X" or "Alt + numeric keypad". Or let the scanner replace GS (hexadecimal 1D) by {sign}, and enter {sign} here as the replacement.',
      { sign: '{GS}' },
    ),
  },
  'gs-replaced': {
    what: t('The scanner sends something else for the separator (GS, FNC1).'),
    zebra: t(
      'Enter what it sends here as the replacement, or remove the rule that replaces it from the data formatting.',
    ),
    honeywell: t('Enter what it sends here as the replacement, or remove the rule from the data formatter.'),
    generic: t('Enter what it sends here as the replacement, or remove the rule from the scanner.'),
  },
  'aim-missing': {
    what: t('The scanner does not say which kind of code it read, so GS1 labels have to be guessed.'),
    zebra: t('DataWedge: Barcode input, Scan params, Code ID type: AIM.'),
    honeywell: t(
      'Handheld computer: Data processing, Symbology prefix: AIM. Hand scanner: add the prefix AIM I.D. to all symbologies.',
    ),
    generic: t('Turn on the AIM identifier as a prefix, often called "Transmit AIM code ID".'),
  },
  'letter-case': {
    what: t('Capital and small letters arrive exchanged or changed.'),
    zebra: t('Turn Caps Lock off, and remove any change of letter case from the data formatting.'),
    honeywell: t('Turn Caps Lock off, and remove any change of letter case from the data formatter.'),
    generic: t('Turn Caps Lock off on the computer, and "Convert case" off on the scanner.'),
  },
  'keyboard-layout': {
    what: t('Some characters arrive as others: scanner and computer are set to different keyboard layouts.'),
    zebra: t(
      'Android: set the physical keyboard to English (US). Hand scanner: scan its country keyboard code for the language of the computer.',
    ),
    honeywell: t(
      'Android: set the physical keyboard to English (US). Hand scanner: scan the keyboard country of the computer.',
    ),
    generic: t(
      'Set the scanner\'s keyboard country to the layout of this computer, or to "Alt + numeric keypad", which suits any.',
    ),
  },
  'no-terminator': {
    what: t('The scanner sends nothing after a code, so every scan waits for a moment of silence.'),
    zebra: t('DataWedge: Keystroke output, Basic data formatting, turn on "Send ENTER key".'),
    honeywell: t('Data processing: add the suffix \\r (Enter). Hand scanner: scan "Add CR suffix".'),
    generic: t('Turn on the suffix Enter (CR).'),
  },
  'sent-twice': {
    what: t('The scanner sends each code twice, which counts pieces double.'),
    zebra: t('DataWedge: see that only one profile serves this browser, and turn Intent output off in it.'),
    honeywell: t('Data processing: turn off either the wedge or the data intent.'),
    generic: t('See that only one output of the scanner is on: keyboard, or its own app, not both.'),
  },
  'too-slow': {
    what: t('The scanner pauses so long between characters that a code could be cut in two.'),
    zebra: t('DataWedge: Keystroke output, Key event options, set the inter-character delay to 0.'),
    honeywell: t('Set the intercharacter delay of the wedge to 0.'),
    generic: t('Set the intercharacter delay to 0, or allow more silence here.'),
  },
}

/** The advice for a fault. */
export function adviceFor(fault: ScannerFault): ScannerAdvice {
  return { fault, ...ADVICE[fault] }
}
