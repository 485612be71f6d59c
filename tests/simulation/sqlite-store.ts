/**
 * SQLite under the simulated server. A crash leaves what is on the disk at that moment: the files are copied without closing the
 * database, so nothing that was only in memory survives.
 */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openAttachments } from '../../server/attachments/folder.ts'
import { restoreBackup } from '../../server/backup/restore.ts'
import { takeBackup } from '../../server/backup/take.ts'
import { openSqliteWork } from '../../server/db/sqlite/writer.ts'
import type { Sources, Work } from '../../server/db/work.ts'
import { FAST_FOLDER } from '../support/fast-folder.ts'
import { MIGRATIONS } from '../support/migrations.ts'
import type { SimStore } from './sim-server.ts'

/** `template`: a database to begin with. */
export function openSqliteStore(template: string, sources: Sources): SimStore {
  const folder = mkdtempSync(join(FAST_FOLDER, 'lotline-sim-'))
  // Files are written through, and none is written over: what a crash leaves of them is what is there.
  const photos = join(folder, 'attachments')
  let attachments = openAttachments(photos)
  let life = 0
  let backups = 0
  const dead: Work[] = []
  const file = () => join(folder, String(life), 'lotline.db')
  const backup = () => join(folder, 'backups', `${backups}.db`)
  mkdirSync(join(folder, '0'))
  copyFileSync(template, file())

  return {
    processes: 1,
    open: (points) => openSqliteWork(file(), sources, points),
    attachments: () => attachments,
    crashed(work) {
      dead.push(work)
      mkdirSync(join(folder, String(life + 1)))
      for (const suffix of ['', '-wal']) {
        const from = `${file()}${suffix}`
        if (existsSync(from)) copyFileSync(from, join(folder, String(life + 1), `lotline.db${suffix}`))
      }
      life += 1
    },
    backups: {
      async take(now, to) {
        if (to === undefined) backups += 1
        await takeBackup({ database: file(), attachments: photos, file: to ?? backup(), now })
      },
      async restore(losesPhotos) {
        if (losesPhotos) rmSync(photos, { recursive: true, force: true })
        await restoreBackup({
          database: file(),
          attachments: photos,
          file: backup(),
          migrations: MIGRATIONS,
          sources,
        })
        attachments = openAttachments(photos)
      },
    },
    settled: async () => {},
    async close() {
      for (const work of dead) await work.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
