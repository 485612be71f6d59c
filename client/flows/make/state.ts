/** What is being made, of what, and how far the telling of it is. */

import type { TransformationKind } from '../../../shared/transactions/transform.ts'
import type { ItemRow, LotRow, StockRow } from '../../../shared/wire/pull.ts'
import { t } from '../../language/t.ts'
import type { Stop } from '../flow.ts'
import type { ReferenceDocument } from '../reference-document.ts'

/** `receipt`: goods come from the line, and what went in is not told here. */
export type MakeKind = 'receipt' | TransformationKind

/** A lot that goes in, or a part of it. */
export interface Consumed {
  item: ItemRow
  lot: string
  location: string
  status: 'available' | 'rework'
  quantity: number
  expiresOn: string | null
}

/** A lot that comes out. */
export interface Made {
  item: ItemRow
  /** Null while it is asked; empty where the item has no lots. */
  lot: string | null
  expiresOn: string | null
  producedOn: string
  quantity: number | null
  location: string | null
}

export type MakeStage =
  | 'kind'
  | 'bin'
  | 'goods'
  | 'goods-lot'
  | 'goods-quantity'
  | 'product'
  | 'lot'
  | 'expiry'
  | 'quantity'
  | 'place'
  | 'document'
  | 'check'
  | 'recorded'

export interface MakeState {
  stage: MakeStage
  kind: MakeKind | null
  /** Where goods are taken from, what is known to stand there, and the lots of it. */
  bin: string | null
  here: StockRow[]
  lots: LotRow[]
  /** What was scanned there, while its lot or quantity is asked. */
  part: (Omit<Consumed, 'lot' | 'quantity'> & { lot: string | null; pack: number; quantity: number | null }) | null
  consumed: Consumed[]
  product: Made | null
  made: Made[]
  /** Of the barcode that was scanned for the product. */
  pack: number
  document: ReferenceDocument
  withoutDocument: boolean
  /** A number that no lot has yet: proposed where the worker has none. */
  proposal: string
  today: string
  stop: Stop | null
}

export const startMake = (today: string, proposal: string): MakeState => ({
  stage: 'kind',
  kind: null,
  bin: null,
  here: [],
  lots: [],
  part: null,
  consumed: [],
  product: null,
  made: [],
  pack: 1,
  document: { documentType: t('Work order'), documentNumber: '' },
  withoutDocument: false,
  proposal,
  today,
  stop: null,
})

export const isTraced = ({ consumed, made }: MakeState): boolean =>
  [...consumed, ...made].some(({ item }) => item.traced)

/** Goods that only change their packing or label last no longer than what went in. */
export function inheritedExpiry({ kind, consumed }: Pick<MakeState, 'kind' | 'consumed'>): string | null {
  if (kind !== 'repack' && kind !== 'relabel') return null
  return consumed.flatMap(({ expiresOn }) => expiresOn ?? []).sort()[0] ?? null
}

export function sayMake({ stage, bin, part, consumed }: MakeState): string {
  switch (stage) {
    case 'kind':
      return t('What is made?')
    case 'bin':
      return t('Scan where goods are taken from')
    case 'goods':
      return consumed.length === 0 ? t('Scan what goes in, from {bin}', { bin }) : t('Scan what else goes in')
    case 'goods-lot':
      return t('Which lot of {name}?', { name: part?.item.name ?? t('it') })
    case 'goods-quantity':
      return t('How many go in?')
    case 'product':
      return t('Scan or choose what comes out')
    case 'lot':
      return t('Scan or type its new lot')
    case 'expiry':
      return t('When does it expire?')
    case 'quantity':
      return t('How many came out?')
    case 'place':
      return t('Scan where you set it down')
    case 'document':
      return t('Which document tells of it?')
    case 'check':
      return t('Is this right?')
    case 'recorded':
      return t('Label what you made')
  }
}
