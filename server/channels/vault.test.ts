import { describe, expect, it } from 'vitest'
import { createVault } from './vault.ts'

const KEY = 'k'.repeat(32)

describe('credentials at rest', () => {
  it('open with their key and for their connector only', () => {
    const vault = createVault(KEY)
    const sealed = vault.seal('web', 'shpat_secret')
    expect(sealed).not.toContain('secret')
    expect(Buffer.from(sealed.split('.')[1] ?? '', 'base64url').toString('latin1')).not.toContain('secret')
    expect(vault.open('web', sealed)).toBe('shpat_secret')
    expect(() => vault.open('other', sealed)).toThrow(/credentials of other/)
    expect(() => createVault('x'.repeat(32)).open('web', sealed)).toThrow(/another LOTLINE_SECRET_KEY/)
  })

  it('are sealed differently each time, and notice a changed byte wherever it is', () => {
    const vault = createVault(KEY)
    const sealed = vault.seal('web', 'one')
    expect(vault.seal('web', 'one')).not.toBe(sealed)
    const bytes = Buffer.from(sealed.split('.')[1] ?? '', 'base64url')
    for (let place = 0; place < bytes.length; place++) {
      const changed = Buffer.from(bytes)
      changed[place] = (changed[place] ?? 0) ^ 1
      expect(() => vault.open('web', `v1.${changed.toString('base64url')}`)).toThrow()
    }
    for (const odd of ['', 'v1.', 'v2.AAAA', 'v1.AAAA', sealed.slice(0, 30)])
      expect(() => vault.open('web', odd)).toThrow()
  })

  it('are not taken without a key, nor with one that can be guessed', () => {
    expect(() => createVault(undefined).seal('web', 'one')).toThrow(/LOTLINE_SECRET_KEY/)
    expect(() => createVault('short')).toThrow(/at least 32/)
  })
})
