import { expect, it } from 'vitest'
import type { ItemPolicy } from './contract.ts'
import { policyFaults, policyField, policyToSend, targetField, typedPolicy } from './policy-body.ts'

const POLICY: ItemPolicy = {
  ...{
    service: { kind: 'fill', level: 0.975 },
    channels: [{ channel: 'shop', service: { kind: 'cycle', level: 0.9 } }],
  },
  ...{ leadTimeDays: 10, reviewDays: 7, minimum: null, multiple: 24, shelfLifeDays: null, supplier: 'Mill' },
}

it('sends back what it shows; empty is none of its own', () => {
  const typed = typedPolicy(POLICY, ['retail', 'shop'])
  expect(typed.channels.map(({ channel, service }) => [channel, service.level])).toEqual([
    ['retail', ''],
    ['shop', '90'],
  ])
  expect(policyToSend(typed)).toEqual(POLICY)
  expect(
    policyToSend({ ...typed, supplier: ' ', leadTimeDays: '', service: { kind: 'fill', level: '' } }),
  ).toMatchObject({
    ...{ supplier: null, leadTimeDays: null, service: null },
  })
})

it('names what cannot be read, and sends nothing then', () => {
  const typed = {
    ...typedPolicy(POLICY, ['shop']),
    ...{ service: { kind: 'cycle' as const, level: '100' }, multiple: '0', leadTimeDays: 'soon', reviewDays: '0' },
  }
  expect([...policyFaults(typed).keys()]).toEqual(['service', 'leadTimeDays', 'reviewDays', 'multiple'])
  expect(policyToSend(typed)).toBeNull()
  const channel = { channel: 'shop', service: { kind: 'cycle' as const, level: 'x' } }
  expect(policyFaults({ ...typedPolicy(POLICY, []), channels: [channel] }).has('channels.shop')).toBe(true)
})

it('finds the field that the server names', () => {
  const typed = typedPolicy(POLICY, ['retail', 'shop'])
  const paths = ['channels.0.service.level', 'channels.0.channel', 'service.level', 'service', 'leadTimeDays']
  expect(paths.map((path) => policyField(path, typed))).toEqual([
    ...['channels.shop', 'channels.shop', 'service', 'service', 'leadTimeDays'],
  ])
  expect(targetField('classes.A.level')).toBe('classes.A')
})
