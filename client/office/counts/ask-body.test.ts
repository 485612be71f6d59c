import { expect, it } from 'vitest'
import { askBody } from './ask-body.ts'

const asked = { codes: ['A-01'], typed: '', zone: '', blind: true }

it('asks for what is named, also for what is typed and not added', () => {
  expect(askBody({ ...asked, kind: 'locations', typed: 'A-02, A-01' })).toEqual({
    locations: ['A-01', 'A-02'],
    blind: true,
  })
  expect(askBody({ ...asked, kind: 'locations', codes: [] })).toBeNull()
})

it('narrows items and lots to a zone, and places to none', () => {
  expect(askBody({ ...asked, kind: 'skus', zone: 'Cold' })).toEqual({ skus: ['A-01'], zone: 'Cold', blind: true })
  expect(askBody({ ...asked, kind: 'locations', zone: 'Cold' })).toEqual({ locations: ['A-01'], blind: true })
  expect(askBody({ ...asked, kind: 'zone' })).toBeNull()
  expect(askBody({ ...asked, kind: 'zone', zone: 'Cold', blind: false })).toEqual({ zone: 'Cold', blind: false })
})
