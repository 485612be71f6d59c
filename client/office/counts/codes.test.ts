import { expect, it } from 'vitest'
import { codesIn } from './codes.ts'

it('reads codes that were typed or pasted, each once', () => {
  expect(codesIn(' A-01-1, A-01-2;\n A-01-1\r\n\tB 7 ,')).toEqual(['A-01-1', 'A-01-2', 'B 7'])
  expect(codesIn(' , ')).toEqual([])
})
