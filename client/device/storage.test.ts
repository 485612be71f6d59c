import { describe, expect, it } from 'vitest'
import { persistStorage, storageState } from './storage.ts'

describe('storage', () => {
  it('asks to be kept only where it is not kept already', async () => {
    let asked = 0
    const persist = async () => {
      asked += 1
      return true
    }
    expect(await persistStorage({ persisted: async () => true, persist })).toBe(true)
    expect(asked).toBe(0)
    expect(await persistStorage({ persisted: async () => false, persist })).toBe(true)
    expect(asked).toBe(1)
  })

  it('is not kept where the browser refuses, fails or does not know', async () => {
    expect(await persistStorage({ persisted: async () => false, persist: async () => false })).toBe(false)
    expect(await persistStorage({ persist: () => Promise.reject(new Error()) })).toBe(false)
    expect(await persistStorage({})).toBe(false)
  })

  it('warns when little room is left', async () => {
    const estimate = async () => ({ quota: 100_000_000, usage: 60_000_000 })
    expect(await storageState({ estimate }, 50_000_000)).toEqual({
      usedBytes: 60_000_000,
      freeBytes: 40_000_000,
      persisted: false,
      low: true,
    })
    expect(await storageState({ estimate }, 30_000_000)).toMatchObject({ low: false })
  })

  it('has no room at all where more is used than allowed', async () => {
    expect(await storageState({ estimate: async () => ({ quota: 1, usage: 2 }) })).toMatchObject({ freeBytes: 0 })
  })

  it('says nothing where the browser does not tell', async () => {
    expect(await storageState({})).toBeNull()
    expect(await storageState({ estimate: async () => ({}) })).toBeNull()
    expect(await storageState({ estimate: () => Promise.reject(new Error()) })).toBeNull()
  })
})
