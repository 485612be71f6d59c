/** A disk between two partners that fails now and then, before what was asked of it or after. */
import { diskFiles, type Files } from '../../server/channels/edi/exchange/folder.ts'

/** As Node says it. */
class DiskFault extends Error {
  readonly code = 'EIO'
  constructor(readonly syscall: string) {
    super(`EIO: i/o error, ${syscall}`)
  }
}

export interface BadDisk {
  files: Files
  counts: { before: number; after: number }
}

/** `fails` is asked twice for each call. */
export function badDisk(fails: () => boolean): BadDisk {
  const counts = { before: 0, after: 0 }
  const struck = async <T>(syscall: string, act: () => Promise<T>): Promise<T> => {
    if (fails()) {
      counts.before += 1
      throw new DiskFault(syscall)
    }
    const done = await act()
    if (!fails()) return done
    counts.after += 1
    throw new DiskFault(syscall)
  }
  return {
    counts,
    files: {
      list: (...given) => struck('scandir', () => diskFiles.list(...given)),
      read: (...given) => struck('read', () => diskFiles.read(...given)),
      move: (...given) => struck('rename', () => diskFiles.move(...given)),
      stage: (...given) => struck('fsync', () => diskFiles.stage(...given)),
      reveal: (...given) => struck('rename', () => diskFiles.reveal(...given)),
    },
  }
}
