/** Where the migrations of both dialects are. */
export const MIGRATIONS = new URL('../../server/db/migrations', import.meta.url).pathname
