import type { NamedItem } from '../replica/name.ts'

/** Base units that a label stands for: those of its barcode, as often as the count printed in it says. */
export const labelUnits = ({ scan, quantity }: NamedItem): number =>
  scan.kind === 'item' && scan.quantity !== undefined ? scan.quantity * quantity : quantity
