/**
 * The wire as it was shipped. A device may carry a transaction for weeks before it can hand it over, so what was once
 * accepted is accepted for ever. A schema that changes needs a new version, an upcaster from the old one, a golden sample
 * of its own and a new line here; the samples that are there are never edited.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { toJsonSchema } from '@valibot/to-json-schema'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TransactionName, transactionTypes } from '../../shared/transactions/index.ts'
import { interpretPayload } from '../../shared/transactions/interpret.ts'
import { envelope, pushRequest } from '../../shared/wire/push.ts'
import { PROTOCOL_VERSION } from '../../shared/wire/versions.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { type Floor, openFloor, pushOf } from './floor.ts'

/** The first 64 bits of the SHA-256 of each schema as JSON Schema: shapes, formats and limits; rules between fields have samples below. */
const FROZEN: Record<string, string> = {
  'receive v2': '3ef244fada978c39',
  'produce v1': '5eed6aa4168a5ff2',
  'transform v1': '4935c2e1ecf5d777',
  'move v1': '96394d696f4f1a00',
  'moveUnit v1': 'ece38696fcf556e7',
  'changeStatus v1': '311582dc784b1a49',
  'pick v1': 'dc2e2b96636b51b8',
  'shortPick v1': 'a2a9c717e6a8c866',
  'pack v1': '0e6b7ef8d56cf481',
  'ship v2': '9856b52bb21ca809',
  'returnReceive v1': '5b1b17922d939e95',
  'inspect v1': '97bc13879677e203',
  'returnToSupplier v1': 'f57b40321759ccbe',
  'transferShip v1': 'b02a9f9eaf8c190d',
  'transferReceive v1': '33a37a1e845feb58',
  'count v1': 'c2fd6e2a8c2d09ed',
  'adjust v1': '13a309e8f718ec0b',
  'reverse v1': 'c126989bf10c664f',
  envelope: 'da51a795238350a0',
  // previousSeq came in November 2026; who does not tell it is read as before (below).
  pushRequest: '485f09f03e6887fd',
}

const PROTOCOL = 1

/** With names in order, so that moving a line in the code changes nothing. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, part]) => [name, sorted(part)] as const)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

const hashOf = (schema: v.GenericSchema): string => {
  const json = toJsonSchema(schema, { errorMode: 'ignore', typeMode: 'input' })
  return createHash('sha256')
    .update(JSON.stringify(sorted(json)))
    .digest('hex')
    .slice(0, 16)
}

const GOLDEN = new URL('golden/', import.meta.url)

interface Sample {
  file: string
  type: string
  version: number
  envelope: Record<string, unknown>
}

const samples: Sample[] = readdirSync(GOLDEN)
  .filter((file) => file.endsWith('.json'))
  .map((file) => {
    const [, type = '', version = ''] = /^(\w+)\.v(\d+)(?:\.[\w-]+)?\.json$/.exec(file) ?? []
    return { file, type, version: Number(version), envelope: JSON.parse(readFileSync(new URL(file, GOLDEN), 'utf8')) }
  })

describe('the frozen wire', () => {
  it('has the schemas that were shipped', () => {
    const now = Object.fromEntries(
      Object.values(transactionTypes).map((type) => [`${type.name} v${type.version}`, hashOf(type.schema)]),
    )
    expect({ ...now, pushRequest: hashOf(pushRequest), envelope: hashOf(envelope) }).toEqual(FROZEN)
    expect(PROTOCOL_VERSION).toBe(PROTOCOL)
  })

  it('reads a push as it was before streams told how far the one before had come', () => {
    const before = { deviceId: 'HH-1', streamId: '019b8d2b-8c00-7015-87de-6050a64c4f86', previousStreamId: null }
    expect(v.safeParse(pushRequest, { ...before, transactions: [] }).success).toBe(true)
  })

  it('notices a change of a limit, a field or a choice', () => {
    const field = (schema: v.GenericSchema) => hashOf(v.object({ field: schema }))
    const known = field(v.pipe(v.string(), v.maxLength(40)))
    expect(field(v.pipe(v.string('Another message.'), v.maxLength(40, 'Shorter.')))).toBe(known)
    expect(field(v.pipe(v.string(), v.maxLength(41)))).not.toBe(known)
    expect(field(v.optional(v.pipe(v.string(), v.maxLength(40))))).not.toBe(known)
    expect(field(v.picklist(['a', 'b']))).not.toBe(field(v.picklist(['a', 'c'])))
  })

  it('has a golden sample of every version of every type that can still come', () => {
    const wanted = Object.values(transactionTypes).flatMap(({ name, version }) =>
      Array.from({ length: version }, (_, index) => `${name} v${index + 1}`),
    )
    const there = new Set(samples.map(({ type, version }) => `${type} v${version}`))
    expect(wanted.filter((one) => !there.has(one))).toEqual([])
    expect([...there].filter((one) => !wanted.includes(one))).toEqual([])
  })

  it.each(samples)('reads $file', ({ type, version, envelope: sent }) => {
    expect(sent).toMatchObject({ type, v: version })
    const parsed = v.safeParse(envelope, sent)
    expect(parsed.issues?.map(({ message, path }) => [message, path?.map(({ key }) => key)])).toBeUndefined()
    expect(interpretPayload(type, version, sent.payload)).toMatchObject({ ok: true, understood: { name: type } })
  })

  it.each(
    Object.keys(transactionTypes) as TransactionName[],
  )('uses in the samples of %s every field that it has', (type) => {
    const json = toJsonSchema(transactionTypes[type].schema, { errorMode: 'ignore', typeMode: 'input' })
    const fields = Object.keys((json as { properties?: object }).properties ?? {})
    const own = samples.filter((sample) => sample.type === type)
    const used = new Set(own.flatMap(({ envelope: { payload } }) => Object.keys(payload as object)))
    expect(fields.filter((field) => !used.has(field))).toEqual([])
  })
})

describe.each(EDGE_DIALECTS)('a server on %s', (dialect) => {
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor(dialect)
    const body = { name: 'Golden', rotation: 'fifo', lotTracked: true, barcodes: [{ code: '09506000134352' }] }
    await floor.server.call('PUT', '/items/GOLDEN', body)
    const east = { name: 'East', timeZone: 'America/New_York', currency: 'USD' }
    await floor.server.call('PUT', '/warehouses/GOLDEN-EAST', east)
    await floor.server.call('PUT', '/locations/GOLDEN-TOTE', { kind: 'unit', within: 'A-01' })
  })
  afterAll(() => floor.close())

  it.each(samples)('posts $file', async ({ envelope: sent }) => {
    const streamId = String(sent.id).replace(/^.{8}/, 'aaaaaaaa')
    const { results } = await pushOf(floor.server, { streamId, transactions: [{ ...sent, seq: 1 }] })
    expect(results, JSON.stringify(results)).toMatchObject([{ id: sent.id, duplicate: false }])
    expect(results[0]?.outcome).not.toBe('refused')
    await floor.cleanAudit()
  })
})
