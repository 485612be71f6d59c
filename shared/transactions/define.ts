/** What one kind of transaction is: its name, its version, the shape of its payload, and how older versions become it. */
import type * as v from 'valibot'

export type PayloadSchema = v.GenericSchema

/** Turns the payload of version n into that of version n + 1. Never edited once shipped. */
export type Upcaster = (older: Record<string, unknown>) => Record<string, unknown>

export interface TransactionType<Name extends string, Schema extends PayloadSchema> {
  readonly name: Name
  /** The version that this code writes. Older ones are read through `upcasters`, newer ones are parked. */
  readonly version: number
  /** One line for people: what was done on the floor. */
  readonly describes: string
  readonly schema: Schema
  /** Keyed by the version they read. */
  readonly upcasters: Readonly<Record<number, Upcaster>>
}

export function defineTransaction<const Name extends string, Schema extends PayloadSchema>(
  type: TransactionType<Name, Schema>,
): TransactionType<Name, Schema> {
  return type
}
