import { expect, it } from 'vitest'
import { aboutText, eventBody, eventFaults, newEvent, whenText } from './event-body.ts'

const typed = { ...newEvent('2026-12-20'), name: ' Christmas ' }

it('leaves out what is not said', () => {
  expect(eventBody(typed)).toEqual({ name: 'Christmas', kind: 'promotion', from: '2026-12-20', to: '2026-12-20' })
  expect(eventBody({ ...typed, channel: 'shop', sku: ' OAT ', uplift: '2,5' })).toMatchObject({
    ...{ channel: 'shop', sku: 'OAT', uplift: 2.5 },
  })
  expect(eventBody({ ...typed, name: '' })).toBeNull()
})

it('names what cannot be', () => {
  expect([...eventFaults({ ...typed, to: '2026-12-19', uplift: 'much' }).keys()]).toEqual(['to', 'uplift'])
  expect(eventBody({ ...typed, to: '2026-12-19' })).toBeNull()
})

it('tells when, of what and how much', () => {
  expect(whenText({ from: '2026-12-20', to: '2026-12-26' })).toBe('20 Dec to 26 Dec 2026')
  const event = { ...{ id: '1', name: 'X', kind: 'event' as const, from: '', to: '' }, channel: null, sku: null }
  expect(aboutText({ ...event, uplift: null }, String, false)).toBe(
    'All items, all channels; as much as the last times',
  )
  expect(aboutText({ ...event, uplift: null }, String, true)).toBe('All items, all channels')
  expect(aboutText({ ...event, channel: 'shop', sku: 'OAT', uplift: 2.5 }, String, true)).toBe(
    'OAT, shop; 2.5 times what is usual',
  )
})
