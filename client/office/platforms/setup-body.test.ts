import { describe, expect, it } from 'vitest'
import type { Connector } from './contract.ts'
import { type Kind, kindOf } from './kinds.ts'
import { forgotten, pausedBody, setupToSend, type TypedSetup, typedSetup } from './setup-body.ts'

const SHOPIFY = kindOf('shopify')
const CONNECTED = {
  id: 'tea',
  kind: 'shopify',
  channel: 'web',
  baseUrl: 'https://tea.example',
  settings: { location: 'gid://shopify/Location/1', notifyCustomer: false, folders: { in: '/in' } },
  paused: false,
  lagAware: true,
} as unknown as Connector

const typed = (over: Partial<TypedSetup> = {}): TypedSetup => ({ ...typedSetup(CONNECTED, SHOPIFY), ...over })

describe('a platform that is connected', () => {
  it('is sent back as it is, with what has no field, and without credentials', () => {
    expect(setupToSend(typed(), SHOPIFY, false)).toEqual({
      faults: {},
      body: {
        kind: 'shopify',
        channel: 'web',
        baseUrl: 'https://tea.example',
        settings: { folders: { in: '/in' }, location: 'gid://shopify/Location/1', notifyCustomer: false },
        lagAware: true,
        paused: false,
      },
    })
  })

  it('is paused as it is', () => {
    expect(pausedBody(CONNECTED, SHOPIFY, true)).toMatchObject({ paused: true, lagAware: true, channel: 'web' })
  })

  it('gets all its credentials anew, or none', () => {
    const half = setupToSend(typed({ credentials: { webhookSecret: 'new' } }), SHOPIFY, false)
    expect(half.body).toBeNull()
    expect(half.faults).toEqual({ 'credentials.accessToken': 'Access token is missing: they are changed together.' })
    const both = { accessToken: ' shpat_1 ', webhookSecret: 'new' }
    expect(setupToSend(typed({ credentials: both }), SHOPIFY, false).body).toMatchObject({
      credentials: { accessToken: 'shpat_1', webhookSecret: 'new' },
    })
    expect(forgotten(typed({ credentials: { accessToken: 'x' } }), SHOPIFY)).toMatchObject([{ path: 'webhookSecret' }])
    expect(forgotten(typed(), SHOPIFY)).toEqual([])
  })

  it('says where JSON or an address cannot be read', () => {
    expect(setupToSend(typed({ others: '[1]', baseUrl: 'tea' }), SHOPIFY, false)).toEqual({
      body: null,
      faults: { others: 'This is no JSON object.', baseUrl: 'Give the address as https://….' },
    })
  })
})

describe('a new platform', () => {
  const NEW: TypedSetup = {
    ...typedSetup(null, SHOPIFY),
    id: 'tea',
    channel: 'web',
    baseUrl: 'https://tea.example',
    settings: { location: 'gid://shopify/Location/1', notifyCustomer: true },
    credentials: { accessToken: 'shpat_1' },
  }
  it('notifies customers unless somebody says otherwise', () => {
    expect(typedSetup(null, SHOPIFY).settings).toEqual({ location: '', notifyCustomer: true })
  })
  it('needs everything that its kind needs', () => {
    expect(setupToSend(NEW, SHOPIFY, true).body).toMatchObject({ credentials: { accessToken: 'shpat_1' } })
    for (const part of [{ channel: '' }, { baseUrl: ' ' }, { id: '' }, { settings: {} }, { credentials: {} }])
      expect(setupToSend({ ...NEW, ...part }, SHOPIFY, true).body).toBeNull()
  })
  it('takes orders in since the day that is named', () => {
    expect(setupToSend({ ...NEW, ordersSince: '2031-02-03' }, SHOPIFY, true).body).toMatchObject({
      ordersSince: '2031-02-03T00:00:00.000Z',
    })
  })
})

describe('another kind', () => {
  const FOLDERS: Kind = {
    ...kindOf('edi'),
    credentials: [],
    settings: [
      { path: 'folders.in', label: 'In', type: 'text', needed: true },
      { path: 'everySeconds', label: 'Every', type: 'number', needed: false },
    ],
  }
  it('puts its fields where they belong, and leaves the rest', () => {
    const settings = { folders: { in: '/in', out: '/out' }, everySeconds: 60, profile: { a: 1 } }
    const edi = { ...CONNECTED, kind: 'edi', baseUrl: null, settings } as unknown as Connector
    const given = typedSetup(edi, FOLDERS)
    expect(given.settings).toEqual({ 'folders.in': '/in', everySeconds: '60' })
    expect(JSON.parse(given.others)).toEqual({ folders: { out: '/out' }, profile: { a: 1 } })
    expect(setupToSend(given, FOLDERS, false).body).toMatchObject({ kind: 'edi', settings })
    const late = setupToSend({ ...given, settings: { 'folders.in': '/in', everySeconds: 'soon' } }, FOLDERS, false)
    expect(late.faults).toEqual({ 'settings.everySeconds': 'Give a number.' })
  })
  it('without known fields is written as JSON', () => {
    const unknown = kindOf('ebay')
    expect(unknown.name).toBe('EBAY')
    const given = { ...typedSetup(null, unknown), id: 'erp', channel: 'web', others: '{"a":{"b":1}}' }
    expect(setupToSend(given, unknown, true).body).toMatchObject({ settings: { a: { b: 1 } }, credentials: {} })
    expect(setupToSend({ ...given, anyCredentials: 'x' }, unknown, true).faults).toEqual({
      credentials: 'This is no JSON object.',
    })
  })
})
