// Writes the migrations of both dialects after a change of schema.ts. Usage: npm run db:generate -- NAME
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

const name = process.argv[2]
if (!name) throw new Error('Name the migration: npm run db:generate -- add-something')

for (const dialect of ['sqlite', 'postgres']) {
  execFileSync(
    'npx',
    ['drizzle-kit', 'generate', '--config', `server/db/${dialect}/drizzle.config.ts`, '--name', name],
    { stdio: 'inherit' },
  )
}

// drizzle-kit cannot write STRICT; without it SQLite would store the text 'ten' in a quantity.
const folder = 'server/db/migrations/sqlite'
for (const file of readdirSync(folder).filter((file) => file.endsWith('.sql'))) {
  const written = readFileSync(`${folder}/${file}`, 'utf8')
  writeFileSync(`${folder}/${file}`, written.replace(/^\);$/gm, ') STRICT;'))
}
