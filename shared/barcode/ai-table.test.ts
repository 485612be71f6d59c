import { describe, expect, it } from 'vitest'
import { AI_TABLE, type AiEntry, aiAt } from './ai-table.ts'
import { CONTENT_CHECKS } from './content-checks.ts'

const entries = [...AI_TABLE.values()]

const checkNames = new Map<unknown, string>(Object.entries(CONTENT_CHECKS).map(([name, check]) => [check, name]))

/** All facts of an entry but its title. */
function factsOf({ title: _title, components, ...entry }: AiEntry): string {
  const parts = components.map(({ checks, ...part }) => [part, checks.map((check) => checkNames.get(check))])
  return JSON.stringify([entry, parts])
}

/** FNV-1a, 32 bits. */
function digest(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(16)
}

describe('the table of AIs', () => {
  // Compared entry by entry with the GS1 Barcode Syntax Dictionary. Change this only with the dictionary at hand.
  it('has the facts that were compared with the dictionary', () => {
    expect(digest(entries.map(factsOf).sort().join('\n'))).toBe('78b7fa8b')
  })

  it('is complete', () => {
    expect(AI_TABLE.size).toBe(541)
  })

  it('has every rule of content that it names', () => {
    for (const { ai, components } of entries) {
      for (const { checks } of components)
        expect(
          checks.every((check) => typeof check === 'function'),
          ai,
        ).toBe(true)
    }
  })

  // GS1 General Specifications, figure 7.8.5-2: a reader skips these by their first two digits without knowing the AI.
  it('has predefined lengths exactly for the prefixes that the specifications list', () => {
    const total: Record<string, number> = { '00': 20, '01': 16, '02': 16, '03': 16, '20': 4, '41': 16 }
    for (const prefix of ['11', '12', '13', '15', '16', '17']) total[prefix] = 8
    for (const prefix of ['31', '32', '33', '34', '35', '36']) total[prefix] = 10
    for (const { ai, predefined, minLength, maxLength } of entries) {
      const length = total[ai.slice(0, 2)]
      expect(predefined, ai).toBe(length !== undefined)
      if (length === undefined) continue
      expect([ai.length + minLength, ai.length + maxLength], ai).toEqual([length, length])
    }
  })

  it('lets only the last component vary and no mandatory one follow an optional one', () => {
    for (const { ai, components } of entries) {
      for (const [index, component] of components.entries()) {
        const last = index === components.length - 1
        if (!last) expect(component.minLength, ai).toBe(component.maxLength)
        if (component.optional && !last) expect(components[index + 1]?.optional, ai).toBe(true)
      }
    }
  })

  it('names only known AIs in its rules', () => {
    const isKnown = (pattern: string) =>
      entries.some(({ ai }) => ai === pattern || (pattern.endsWith('n') && ai.startsWith(pattern.replace(/n+$/, ''))))
    for (const { ai, needs, excludes, qualifiers } of entries) {
      for (const name of [...needs.flat(), ...excludes, ...(qualifiers ?? []).flat()]) {
        expect(isKnown(name), `${ai}: ${name}`).toBe(true)
      }
    }
  })

  it('knows the keys of Digital Links', () => {
    const keys = entries.filter(({ qualifiers }) => qualifiers !== undefined).map(({ ai }) => ai)
    const expected = '00 01 253 255 401 402 414 415 417 8003 8004 8006 8010 8013 8017 8018'
    expect(keys.sort().join(' ')).toBe(expected)
    expect(AI_TABLE.get('01')?.qualifiers).toEqual([['22', '10', '21'], ['235']])
  })

  it('finds every AI by its digits and nothing else', () => {
    for (const { ai } of entries) expect(aiAt(`x${ai}0`, 1)?.ai).toBe(ai)
    for (const text of ['', '1', '0', 'A1', '14', '3106', '8999', '310', '٠١', '1 ']) {
      expect(aiAt(text, 0), text).toBeUndefined()
    }
  })
})
