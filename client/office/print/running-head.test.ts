import { expect, it } from 'vitest'
import { pageRules } from './running-head.ts'

it('quotes whatever an item or a warehouse is called', () => {
  const css = pageRules({ title: 'Oat "bars"; } * { color: red\\', note: 'Depósito 1' })
  expect(css).toContain('content: "Oat \\22 bars\\22 \\3b  \\7d  \\2a  \\7b  color\\3a  red\\5c "')
  expect(css).toContain('content: "Depósito 1"')
})
