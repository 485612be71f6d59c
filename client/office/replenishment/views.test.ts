import { expect, it } from 'vitest'
import { samplePlan } from './sample.ts'
import { isTyping, ofSupplier, readPlansView, suppliersOf } from './views.ts'

const read = (query: string) => readPlansView(new URLSearchParams(query))

it('shows what is to be ordered now where nothing else is named', () => {
  expect(read('')).toEqual({ need: 'now', text: '', supplier: '', item: null, tab: 'advice', doing: null })
  expect(read('need=expiring&item=OAT&tab=policy&do=events')).toMatchObject({
    ...{ need: 'expiring', item: 'OAT', tab: 'policy', doing: 'events' },
  })
  expect(read('need=else&tab=else&do=else')).toMatchObject({ need: 'now', tab: 'advice', doing: null })
})

it('keeps keys from leaving what is being typed', () => {
  expect(['', 'item=A', 'tab=policy'].map((query) => isTyping(read(query)))).toEqual([false, false, false])
  expect(['item=A&tab=policy', 'item=A&tab=protect', 'do=demand'].map((query) => isTyping(read(query)))).toEqual([
    ...[true, true, true],
  ])
})

it('narrows to one supplier', () => {
  const plans = [samplePlan(), samplePlan({ supplier: 'Bakers' }), samplePlan({ supplier: null })]
  expect(suppliersOf(plans)).toEqual(['Bakers', 'Mill'])
  expect(ofSupplier(plans, 'Mill')).toHaveLength(1)
  expect(ofSupplier(plans, '')).toHaveLength(3)
})
