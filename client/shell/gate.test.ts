import { expect, it } from 'vitest'
import { createGate } from './gate.ts'

it('a gate lets pass in order what came before it was open, once, and then at once', () => {
  const seen: number[] = []
  const gate = createGate(false)
  gate.pass(() => seen.push(1))
  gate.pass(() => seen.push(2))
  expect(seen).toEqual([])
  gate.open()
  gate.open()
  gate.pass(() => seen.push(3))
  expect(seen).toEqual([1, 2, 3])
  createGate(true).pass(() => seen.push(4))
  expect(seen).toEqual([1, 2, 3, 4])
})
