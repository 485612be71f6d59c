/**
 * Where databases of tests live: in memory, where the machine has such a folder with room in it. What is tested is order and
 * atomicity; tests/contract/durability.test.ts shows that what is answered was synced.
 */
import { existsSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'

const MEMORY = '/dev/shm'
const ENOUGH_BYTES = 2 * 1024 ** 3

function hasRoom(folder: string): boolean {
  if (!existsSync(folder)) return false
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize > ENOUGH_BYTES
}

export const FAST_FOLDER = hasRoom(MEMORY) ? MEMORY : tmpdir()
