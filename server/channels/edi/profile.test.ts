import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { profileOf } from '../../../tests/support/x12-sets.ts'
import { groupVersion, interchangeVersion, partnerProfile } from './profile.ts'

const least = {
  name: 'Example Retail',
  us: { qualifier: 'ZZ', id: 'LOTLINE' },
  partner: { qualifier: '08', id: '9254110060' },
}

describe('a partner profile', () => {
  it('needs names and ids only', () => {
    expect(v.parse(partnerProfile, least)).toEqual({
      ...least,
      isProduction: false,
      version: '004010',
      delimiters: { element: '*', component: '>', segment: '~', repetition: '^' },
      lineBreaks: false,
      acknowledgements: { expected: true, withinHours: 24, sent: true },
      currency: 'USD',
      unit: 'EA',
      items: {
        sku: ['VN', 'VA', 'VC', 'VP', 'SK'],
        gtin: ['UK', 'EN', 'UP', 'UA', 'EO', 'UI'],
        written: ['VN', 'UP', 'BP'],
      },
      dates: {
        shipBy: ['038', '010', '002'],
        shipNotBefore: ['037', '064'],
        deliverBy: ['063', '002'],
        cancelAfter: ['001', '061'],
      },
      units: {},
      orders: { acknowledged: true, changesAcknowledged: false },
      shipNotice: {
        sent: true,
        packStructure: 'pack',
        lot: { segment: 'LIN', qualifier: 'LT' },
        expiry: { segment: 'DTM', qualifier: '036' },
        bestBefore: null,
        made: null,
      },
      invoices: { sent: true, prefix: 'I' },
      inventory: { quantity: '33' },
      fileExtension: 'edi',
      chargebacks: { categories: {} },
    })
  })

  it('knows its versions', () => {
    expect([interchangeVersion(profileOf()), groupVersion(profileOf())]).toEqual(['00401', '004010'])
    const other = profileOf({ version: '005010', groupVersion: '005010VICS' })
    expect([interchangeVersion(other), groupVersion(other)]).toEqual(['00501', '005010VICS'])
  })

  it.each([
    ['an id that is too long', { us: { qualifier: 'ZZ', id: 'A'.repeat(16) } }],
    ['a qualifier of one character', { us: { qualifier: 'Z', id: 'A' } }],
    ['another version', { version: '003040' }],
    ['the same delimiter twice', { delimiters: { element: '~' } }],
    ['a letter for a delimiter', { delimiters: { element: 'A' } }],
    ['a pack structure of its own', { shipNotice: { packStructure: 'box' } }],
    ['a category that is none', { chargebacks: { categories: { '01': 'bad' } } }],
    ['a setting that is none', { production: true }],
  ])('is refused with %s', (_, more) => {
    expect(v.safeParse(partnerProfile, { ...least, ...more }).success).toBe(false)
  })
})
