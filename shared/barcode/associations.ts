import { AI_TABLE } from './ai-table.ts'
import type { AiList } from './gs1-result.ts'

/**
 * What the rules on AIs that belong together or exclude each other have against this list, as sentences. They hold for
 * all symbols on one physical thing, and one scan reads one symbol; so they warn and never refuse.
 */
export function associationWarnings(ais: AiList): string[] {
  const warnings: string[] = []
  for (const [ai] of ais) {
    const entry = AI_TABLE.get(ai)
    if (entry === undefined) continue
    const contradiction = entry.excludes.find((pattern) => hasOther(ais, pattern, ai))
    if (contradiction !== undefined) {
      warnings.push(`The ${entry.title} (${ai}) does not belong on one label with AI ${contradiction}.`)
    }
    if (entry.needs.length > 0 && !entry.needs.some((group) => group.every((pattern) => hasOther(ais, pattern, ai)))) {
      warnings.push(`The ${entry.title} (${ai}) needs AI ${choices(entry.needs)}, which this label does not carry.`)
    }
  }
  return warnings
}

function hasOther(ais: AiList, pattern: string, self: string): boolean {
  for (const [ai] of ais) {
    if (ai !== self && matches(ai, pattern)) return true
  }
  return false
}

function matches(ai: string, pattern: string): boolean {
  if (ai === pattern) return true
  const stem = pattern.indexOf('n')
  return stem >= 0 && ai.length === pattern.length && ai.startsWith(pattern.slice(0, stem))
}

function choices(needs: readonly (readonly string[])[]): string {
  const groups = needs.map((group) => group.join(' with '))
  const last = groups.pop() ?? ''
  return groups.length === 0 ? last : `${groups.join(', ')} or ${last}`
}
