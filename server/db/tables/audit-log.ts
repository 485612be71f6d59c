/** Who did what that others must be able to rely on. */
import type { Kit } from '../kit.ts'

export function auditLogTables(kit: Kit) {
  const { table, text, whole, json, index } = kit

  /** Only ever appended; each line's link depends on all before it. */
  const auditLog = table(
    'audit_log',
    {
      position: whole().primaryKey(),
      at: whole().notNull(),
      /** `session ID`, `token ID`, `device ID` or `command line`. */
      by: text().notNull(),
      name: text().notNull(),
      /** An operation of the API as it is listed, or a command. */
      act: text().notNull(),
      /** What the act was about, and what was asked; secrets are not kept. */
      details: json<unknown>().notNull(),
      chain: text().notNull(),
    },
    (t) => [index('audit_log_by_time').on(t.at)],
  )

  return { auditLog }
}
