import type { Tx } from "./database/index.ts"

/** A setting of the installation, kept in the database; undefined when it was never set. In a system transaction. */
export async function readSetting<T>(tx: Tx, key: string): Promise<T | undefined> {
  const row = await tx.selectFrom("settings").select("value").where("key", "=", key).executeTakeFirst()
  return row?.value as T | undefined
}

export async function writeSetting(tx: Tx, key: string, value: unknown): Promise<void> {
  await tx
    .insertInto("settings")
    .values({ key, value: JSON.stringify(value) })
    .onConflict((conflict) =>
      conflict
        .column("key")
        .doUpdateSet((eb) => ({ value: eb.ref("excluded.value"), updated_at: eb.ref("excluded.updated_at") })),
    )
    .execute()
}

export async function deleteSetting(tx: Tx, key: string): Promise<void> {
  await tx.deleteFrom("settings").where("key", "=", key).execute()
}
