import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'postgresql',
  casing: 'snake_case',
  schema: './server/db/postgres/schema.ts',
  out: './server/db/migrations/postgres',
})
