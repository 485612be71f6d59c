import { lengthText } from '../platforms/platform-words.ts'
import { Fact, FactTable } from '../ui/fact-table.tsx'
import parts from '../ui/parts.module.css'
import { momentText } from '../words.ts'
import type { Status } from './contract.ts'
import { agoOf } from './status-words.ts'

const DATABASES = { sqlite: 'Embedded (SQLite)', postgres: 'PostgreSQL' }

export function ServerFacts({ status }: { status: Status }) {
  const { server, commits, backupAt } = status
  return (
    <section aria-label="Server">
      <FactTable caption="Server">
        <Fact label="Ready">{server.ready ? 'Yes' : `No. ${server.why ?? ''}`}</Fact>
        <Fact label="Version">{server.version}</Fact>
        <Fact label="Up since">
          {momentText(server.upSince)}
          <span className={parts.under}>{agoOf(server.upSince, server.now)}</span>
        </Fact>
        <Fact label="Database">{DATABASES[server.database]}</Fact>
        <Fact label="Commits">
          {commits.p50Ms === null || commits.p99Ms === null
            ? 'None since it started'
            : `Half within ${lengthText(commits.p50Ms)}, 99 of 100 within ${lengthText(commits.p99Ms)}`}
          <span className={parts.under}>Of the last 1,000: until the disk has what was recorded</span>
        </Fact>
        <Fact label="Last backup">
          {backupAt === null ? 'None by this server' : `${momentText(backupAt)}, ${agoOf(backupAt, server.now)}`}
        </Fact>
        <Fact label="History">
          <code>{server.epoch}</code>
          <span className={parts.under}>Another one after each restore</span>
        </Fact>
      </FactTable>
    </section>
  )
}
