import { describe, expect, it } from 'vitest'
import { filterOf, readDocumentsView } from './views.ts'

const read = (query: string) => readDocumentsView(new URLSearchParams(query))

describe('the view of documents', () => {
  it('is what the address says', () => {
    expect(read('view=open&partner=target&set=856&search=PO-7 ')).toMatchObject({
      view: { id: 'open' },
      partner: 'target',
      set: '856',
      search: 'PO-7 ',
    })
    expect(filterOf(read('view=open&set=856&search=PO-7 '))).toEqual({ state: 'open', set: '856', number: 'PO-7' })
  })

  it('is everything where the address says nothing that is known', () => {
    expect(filterOf(read('view=nothing&set=123'))).toEqual({ set: '', number: '' })
  })
})
