import { heard } from '../../language/heard.ts'
import { t } from '../../language/t.ts'
import { lengthText } from '../platforms/platform-words.ts'
import { Fact, FactTable } from '../ui/fact-table.tsx'
import parts from '../ui/parts.module.css'
import { momentText } from '../words.ts'
import type { Status } from './contract.ts'
import { agoOf } from './status-words.ts'

const DATABASES = { sqlite: t('Embedded (SQLite)'), postgres: 'PostgreSQL' }

export function ServerFacts({ status }: { status: Status }) {
  const { server, commits, backupAt } = status
  return (
    <section aria-label={t('Server')}>
      <FactTable caption={t('Server')}>
        <Fact label={t('Ready')}>{server.ready ? t('Yes') : t('No. {why}', { why: heard(server.why ?? '') })}</Fact>
        <Fact label={t('Version')}>{server.version}</Fact>
        <Fact label={t('Up since')}>
          {momentText(server.upSince)}
          <span className={parts.under}>{agoOf(server.upSince, server.now)}</span>
        </Fact>
        <Fact label={t('Database')}>{DATABASES[server.database]}</Fact>
        <Fact label={t('Commits')}>
          {commits.p50Ms === null || commits.p99Ms === null
            ? t('None since it started')
            : t('Half within {p50Ms}, 99 of 100 within {p99Ms}', {
                p50Ms: lengthText(commits.p50Ms),
                p99Ms: lengthText(commits.p99Ms),
              })}
          <span className={parts.under}>{t('Of the last 1,000: until the disk has what was recorded')}</span>
        </Fact>
        <Fact label={t('Last backup')}>
          {backupAt === null ? t('None by this server') : `${momentText(backupAt)}, ${agoOf(backupAt, server.now)}`}
        </Fact>
        <Fact label={t('History')}>
          <code>{server.epoch}</code>
          <span className={parts.under}>{t('Another one after each restore')}</span>
        </Fact>
      </FactTable>
    </section>
  )
}
