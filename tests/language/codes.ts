/** The codes of the contract that screens say with `spoken`: from where the product itself declares them. */

import { readFileSync } from 'node:fs'
import type { Role } from '../../server/db/schema.ts'
import { exceptionKinds, SEVERITIES } from '../../server/exceptions/types.ts'
import { CHARGEBACK_CATEGORIES } from '../../shared/rules/chargeback.ts'
import { DISPOSITION_WORDS, DISPOSITIONS } from '../../shared/rules/disposition.ts'
import { transactionTypes } from '../../shared/transactions/index.ts'
import { SHORT_REASONS } from '../../shared/transactions/short-pick.ts'
import { TRANSFORMATION_KINDS } from '../../shared/transactions/transform.ts'
import type { LocationKind } from '../../shared/wire/pull.ts'
import { looseTexts } from './texts.ts'

/** States of a count and kinds of events are plain unions in their tables. */
const STATES = [
  'released',
  'parked',
  'dismissed',
  'reversed',
  'withdrawn',
  'asked',
  'recount',
  'disturbed',
  'approved',
  'posted',
  'right',
  'undone',
  'cancelled',
  'kept',
]
const PLACES: readonly LocationKind[] = ['dock', 'storage', 'pick', 'staging', 'returns', 'unit', 'virtual']
const EVENT_KINDS = ['promotion', 'event']
const ROLES: readonly Role[] = ['picker', 'receiver', 'counter', 'inspector', 'supervisor', 'planner', 'admin']

/** Fixed sentences and words of shared/ that the floor shows as they are. */
const ROOT = new URL('../..', import.meta.url)
const SHARED = ['scan', 'scan-capture', 'scan-content', 'scan-elements', 'scan-retail'].map(
  (name) => `shared/barcode/${name}.ts`,
)
const sentencesOf = (file: string): string[] =>
  looseTexts(file, readFileSync(new URL(file, ROOT), 'utf8'))
    .map(({ text }) => text)
    .filter((text) => text.endsWith('.') && !text.includes('{x}'))

export const TOLD: readonly string[] = [...Object.values(DISPOSITION_WORDS), ...SHARED.flatMap(sentencesOf)]

export const CODES: readonly string[] = [
  ...Object.keys(exceptionKinds),
  ...Object.values(exceptionKinds).flatMap(({ remedies }) => remedies),
  ...Object.keys(transactionTypes),
  ...[
    SEVERITIES,
    TRANSFORMATION_KINDS,
    CHARGEBACK_CATEGORIES,
    DISPOSITIONS,
    SHORT_REASONS,
    ROLES,
    PLACES,
    STATES,
    EVENT_KINDS,
  ].flat(),
]
