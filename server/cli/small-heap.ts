/** How much garbage the process keeps before it is collected. */
import { setFlagsFromString } from 'node:v8'

/**
 * By default V8 lets the heap grow to several times of what lives in it. What lives here is small, some 60 MB at any size of the
 * database, and most of a request's garbage is gone before it grows old: half as much again is enough, at the same throughput,
 * and the process is a quarter smaller. The figures are in docs/operations.md.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=50')
}
