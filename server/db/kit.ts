/**
 * The columns of each dialect under one set of names, so that the schema is written once.
 *
 * The types are SQLite's. PostgreSQL's kit is cast to them: the builders that domain code uses (select, insert, update,
 * delete, returning, onConflict…, prepare/execute) agree in both, and the same domain tests run on both.
 */
import {
  bigint,
  jsonb,
  boolean as pgBoolean,
  index as pgIndex,
  primaryKey as pgPrimaryKey,
  pgTable,
  text as pgText,
  uniqueIndex as pgUniqueIndex,
} from 'drizzle-orm/pg-core'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

export const sqliteKit = {
  table: sqliteTable,
  text: () => text(),
  /** Quantities, instants in milliseconds, minor units: whole numbers up to 2^53. */
  whole: () => integer(),
  /** A number given in the order in which rows are inserted. */
  counted: () => integer().primaryKey({ autoIncrement: true }),
  flag: () => integer({ mode: 'boolean' }),
  json: <T>() => text({ mode: 'json' }).$type<T>(),
  primaryKey,
  index,
  uniqueIndex,
}

export type Kit = typeof sqliteKit

export const postgresKit = {
  table: pgTable,
  text: () => pgText(),
  whole: () => bigint({ mode: 'number' }),
  counted: () => bigint({ mode: 'number' }).primaryKey().generatedByDefaultAsIdentity(),
  flag: () => pgBoolean(),
  json: <T>() => jsonb().$type<T>(),
  primaryKey: pgPrimaryKey,
  index: pgIndex,
  uniqueIndex: pgUniqueIndex,
} as unknown as Kit
