import { expect, it } from 'vitest'
import { rotationText } from './rotation-text.ts'

const item = { sku: 'OAT', rotation: 'fefo', rotationPolicy: null, lotTracked: true, traced: false } as const

it('says in which order lots leave, how strictly, and by whose policy', () => {
  expect(rotationText(item, { rotationPolicy: 'enforce' })).toBe(
    'Earliest expiry first (FEFO), enforced at the scan, as the warehouse says',
  )
  expect(
    rotationText({ ...item, rotation: 'fifo', rotationPolicy: 'warn', traced: true }, { rotationPolicy: 'enforce' }),
  ).toBe(
    'Oldest receipt first (FIFO), the picker is only warned, the item’s own policy · on the food traceability list',
  )
  expect(rotationText({ ...item, lotTracked: false }, { rotationPolicy: 'enforce' })).toBe('No lots')
})
