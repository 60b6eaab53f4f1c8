import { type Selectable, sql } from "kysely"
import type { Tables, Tx } from "../../platform/database/index.ts"
import type { Conversation, Scope } from "./conversation.ts"

/** Stores a conversation; the same id again is without effect. */
export async function insertConversation(tx: Tx, userId: string, conversation: Conversation): Promise<void> {
  await tx
    .insertInto("conversations")
    .values({
      user_id: userId,
      id: conversation.id,
      title: conversation.title,
      kind: conversation.kind,
      scope: JSON.stringify(conversation.scope),
      last_message_at: conversation.lastMessageAt,
      created_at: conversation.createdAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function findConversation(tx: Tx, userId: string, id: string): Promise<Conversation | undefined> {
  const row = await tx
    .selectFrom("conversations")
    .selectAll()
    .where("user_id", "=", userId)
    .where("id", "=", id)
    .executeTakeFirst()
  return row && conversationOf(row)
}

export interface ConversationFilter {
  /** Words of the title or of a message. */
  text?: string
  isArchived: boolean
  before: { at: Date; id: string } | null
  limit: number
}

/** A page of conversations with how many messages each has, the last used first. */
export async function pageOfConversations(
  tx: Tx,
  userId: string,
  filter: ConversationFilter,
): Promise<(Conversation & { messageCount: number })[]> {
  let query = tx
    .selectFrom("conversations as c")
    .selectAll("c")
    .select(
      sql<number>`(select count(*) from messages m where m.user_id = c.user_id and m.conversation_id = c.id)::int`.as(
        "messageCount",
      ),
    )
    .where("c.user_id", "=", userId)
    .where("c.is_archived", "=", filter.isArchived)
  if (filter.text) {
    const pattern = `%${filter.text.replace(/[\\%_]/g, "\\$&")}%`
    query = query.where(sql<boolean>`(c.title ilike ${pattern} or exists (
      select from messages m where m.user_id = ${userId} and m.conversation_id = c.id and m.content ilike ${pattern}))`)
  }
  if (filter.before)
    query = query.where(sql<boolean>`(c.last_message_at, c.id) < (${filter.before.at}, ${filter.before.id})`)
  const rows = await query.orderBy("c.last_message_at", "desc").orderBy("c.id", "desc").limit(filter.limit).execute()
  return rows.map((row) => ({ ...conversationOf(row), messageCount: row.messageCount }))
}

export type ConversationChange = Partial<Pick<Conversation, "title" | "isArchived" | "scope" | "lastMessageAt">>

export async function updateConversation(
  tx: Tx,
  userId: string,
  id: string,
  change: ConversationChange,
): Promise<boolean> {
  if (Object.values(change).every((value) => value === undefined))
    return (await findConversation(tx, userId, id)) !== undefined
  const result = await tx
    .updateTable("conversations")
    .set({
      ...(change.title === undefined ? {} : { title: change.title }),
      ...(change.isArchived === undefined ? {} : { is_archived: change.isArchived }),
      ...(change.scope === undefined ? {} : { scope: JSON.stringify(change.scope) }),
      ...(change.lastMessageAt === undefined ? {} : { last_message_at: change.lastMessageAt }),
    })
    .where("user_id", "=", userId)
    .where("id", "=", id)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function deleteConversation(tx: Tx, userId: string, id: string): Promise<boolean> {
  const result = await tx
    .deleteFrom("conversations")
    .where("user_id", "=", userId)
    .where("id", "=", id)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** Conversations last used before a moment, across learners, for the daily run. `onlyCurrent`: without those that were put away. */
export async function countIdleConversations(tx: Tx, before: Date, onlyCurrent: boolean): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from conversations where last_message_at < ${before} ${onlyCurrent ? sql`and not is_archived` : sql``}`.execute(
    tx,
  )
  return Number(rows[0]?.n)
}

/** Puts some of them away. Returns how many. */
export async function archiveConversations(tx: Tx, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    update conversations set is_archived = true where (user_id, id) in (
      select user_id, id from conversations where last_message_at < ${before} and not is_archived
      limit ${limit} for update skip locked)`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** Deletes some of them with their messages. Returns how many. */
export async function deleteIdleConversations(tx: Tx, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from conversations where (user_id, id) in (
      select user_id, id from conversations where last_message_at < ${before} limit ${limit} for update skip locked)`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0)
}

function conversationOf(row: Selectable<Tables["conversations"]>): Conversation {
  return {
    id: row.id,
    title: row.title,
    kind: row.kind,
    scope: row.scope as Scope,
    isArchived: row.is_archived,
    lastMessageAt: row.last_message_at,
    createdAt: row.created_at,
  }
}
