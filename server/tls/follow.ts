/** Renewed certificates are served without a restart: whoever renews them need not know who serves. */
import { statSync } from 'node:fs'
import { type Pair, type PairFiles, readPair } from './pair.ts'

export interface Followed {
  files: PairFiles
  everyMs: number
  /** Called with each new pair. */
  take(pair: Pair): void
  /** Two files are not written at one moment; what is still wrong at the next look is told, once. */
  report(error: unknown, about: string): void
}

/** Returns how to stop. */
export function followPair({ files, everyMs, take, report }: Followed): () => void {
  let served = stampOf(files)
  let failed: string | undefined
  let told: string | undefined
  const look = () => {
    const stamp = stampOf(files)
    if (stamp === served) return
    try {
      take(readPair(files))
      served = stamp
      failed = told = undefined
    } catch (error) {
      if (failed === stamp && told !== stamp) {
        told = stamp
        report(error, 'renewed certificates, which are not served')
      }
      failed = stamp
    }
  }
  const timer = setInterval(look, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}

/** Renaming gives another file in its place, also within the same millisecond. */
const stampOf = ({ certificate, key }: PairFiles): string =>
  [certificate, key]
    .map((file) => {
      const stat = statSync(file, { throwIfNoEntry: false })
      return stat ? `${stat.ino} ${stat.mtimeMs} ${stat.size}` : 'missing'
    })
    .join(', ')
