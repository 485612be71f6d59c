/** What is being inspected, and how far it is. */

import {
  type Disposition,
  type DispositionCase,
  type Goods,
  type Proposal,
  proposeDisposition,
  whyNot,
} from '../../../../shared/rules/disposition.ts'
import {
  type Question,
  questionsFor,
  type ReturnSettings,
  reworkCostOf,
  wantsQuality,
} from '../../../../shared/rules/return-settings.ts'
import { t } from '../../../language/t.ts'
import type { WaitingGoods } from '../../../replica/returns.ts'
import { type Step, type Stop, sentence, stop } from '../../flow.ts'

export type InspectStage =
  | 'list'
  /** Several that wait may be meant. */
  | 'which'
  | 'condition'
  | 'checklist'
  | 'photos'
  | 'quantity'
  | 'disposition'
  /** Otherwise than proposed: why? */
  | 'because'
  | 'place'
  /** A second person lets a scrap pass. */
  | 'approval'

export interface Terms {
  settings: ReturnSettings
  /** The warehouse's local date. */
  today: string
}

export interface Answer {
  code: string
  ok: boolean
}

/** A part of the goods that is in one condition and goes one way. */
export interface Hand {
  goods: WaitingGoods
  condition: string | null
  answers: Answer[]
  /** SHA-256 of each; they are on the disk. */
  photos: string[]
  quantity: number | null
  disposition: Disposition | null
  because: string | null
}

/** Where goods are best put; null where no bin is free. */
export interface Bins {
  goods: string
  restock: string | null
  secondary: string | null
}

export interface InspectState {
  stage: InspectStage
  waiting: WaitingGoods[]
  terms: Terms
  choices: WaitingGoods[]
  hand: Hand | null
  bins: Bins | null
  /** Of the second person. */
  badge: string | null
  stop: Stop | null
}

export const startInspect = (waiting: WaitingGoods[], terms: Terms): InspectState => ({
  stage: 'list',
  waiting,
  terms,
  choices: [],
  hand: null,
  bins: null,
  badge: null,
  stop: null,
})

export const inHand = (goods: WaitingGoods): Hand => ({
  goods,
  condition: null,
  answers: [],
  photos: [],
  quantity: goods.quantity,
  disposition: null,
  because: null,
})

/** More show nothing more. */
export const MOST_PHOTOS = 20

const SHOWN_DAMAGE = ['damaged', 'defective', 'packaging']

/** Nobody believes a damage that nobody can see; and quality inspection is photographed. */
export const wantsPhoto = ({ condition, goods }: Hand, { settings }: Terms): boolean =>
  SHOWN_DAMAGE.includes(condition ?? '') || wantsQuality(settings, goods.reason)

export const questionsOf = ({ goods }: Hand, { settings }: Terms): Question[] =>
  questionsFor(settings, goods.item.group, { channel: goods.channel, kind: goods.channelKind })

/** The next one that nobody answered yet. */
export const openQuestion = (hand: Hand, terms: Terms): Question | undefined =>
  questionsOf(hand, terms).find(({ code }) => !hand.answers.some((answer) => answer.code === code))

/** In quality inspection each question is looked at by itself. */
export const mayAnswerAll = ({ goods }: Hand, { settings }: Terms): boolean => !wantsQuality(settings, goods.reason)

export const conditionWords = (code: string | null, { settings }: Terms): string =>
  settings.conditions.find((one) => one.code === code)?.label ?? code ?? ''

export const reasonWords = (code: string, { settings }: Terms): string =>
  settings.reasons.find((one) => one.code === code)?.label ?? code

const goodsOf = ({ item, lot, lotRow }: WaitingGoods): Goods => ({
  lotTracked: item.lotTracked,
  lot,
  held: lotRow?.held ?? false,
  confirmed: !item.lotTracked || (lotRow?.confirmed ?? false),
  expiresOn: lotRow?.expiresOn ?? null,
  hasSecondary: item.secondarySku !== null,
})

/** A sentence; null: it may go there. */
export const whyNotThere = (disposition: Disposition, { goods }: Hand, { today }: Terms): string | null =>
  whyNot(disposition, goodsOf(goods), today)

export function proposalFor({ goods, condition }: Hand, { settings, today }: Terms): Proposal {
  const one: DispositionCase = {
    ...goodsOf(goods),
    channel: goods.channel,
    channelKind: goods.channelKind,
    reason: goods.reason,
    condition: condition ?? '',
    worth: goods.item.worth,
    reworkCost: reworkCostOf(settings, goods.item.group),
  }
  return proposeDisposition(one, settings.rules, today)
}

/** Minor units; null where no cost is known. */
export const worthOf = ({ goods, quantity }: Hand): number | null =>
  goods.item.worth === null ? null : goods.item.worth * (quantity ?? 0)

export const wantsSecondPerson = (hand: Hand, { settings }: Terms): boolean =>
  hand.disposition === 'scrap' && (worthOf(hand) ?? 0) > settings.scrapLimit

/** Where it goes is a place here; scrapped goods are nowhere. */
export const wantsPlace = (disposition: Disposition): boolean => disposition !== 'scrap'

/** Without a scan: they stay where they stand, or are gone. */
export const mayStay = (disposition: Disposition | null): boolean =>
  disposition === 'rework' || disposition === 'keep' || disposition === 'supplier'

export function proposedBin({ hand, bins }: InspectState): string | null {
  if (hand === null || bins?.goods !== hand.goods.id) return null
  if (hand.disposition === 'restock') return bins.restock
  return hand.disposition === 'secondary' ? bins.secondary : null
}

export function sayInspect(state: InspectState): string {
  const { stage, hand } = state
  switch (stage) {
    case 'list':
      return t('Scan what you inspect')
    case 'which':
      return t('Which one is it?')
    case 'condition':
      return t('What condition is it in?')
    case 'checklist':
      return (hand && openQuestion(hand, state.terms)?.text) ?? t('Look at it')
    case 'photos':
      return hand !== null && wantsPhoto(hand, state.terms) ? t('Take photos of it') : t('Photos, if they help')
    case 'quantity':
      return t('How many are like this?')
    case 'disposition':
      return t('Where does it go?')
    case 'because':
      return t('Why not as proposed?')
    case 'place':
      return sayPlace(state)
    case 'approval':
      return state.badge === null ? t("Scan a second person's badge") : t('Second person: your PIN')
  }
}

function sayPlace(state: InspectState): string {
  const bin = proposedBin(state)
  if (bin !== null) return t('Put it in {bin} and scan it', { bin })
  return mayStay(state.hand?.disposition ?? null) ? t('Scan where it is put') : t('Put it in a bin and scan it')
}

/** A choice is open: a scan must not answer it by chance. */
export const askedFirst = (state: InspectState, scanned: string): Step<InspectState> =>
  stop(state, {
    scanned,
    expected: state.hand
      ? t('{sentence} Or go back.', { sentence: sentence(sayInspect(state)) })
      : sentence(sayInspect(state)),
  })
