import { type Selectable, sql } from "kysely"
import type { Tables, Tx } from "../../platform/database/index.ts"
import type { Citation, Conversation, Message, Scope } from "./conversation.ts"

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

/** Puts away what was last used before a moment. For the daily sweep; across learners. Returns how many. */
export async function archiveConversations(tx: Tx, before: Date): Promise<number> {
  const result = await tx
    .updateTable("conversations")
    .set({ is_archived: true })
    .where("is_archived", "=", false)
    .where("last_message_at", "<", before)
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

/** All messages of a conversation in order. */
export async function listMessages(tx: Tx, userId: string, conversationId: string): Promise<Message[]> {
  const rows = await tx
    .selectFrom("messages")
    .selectAll()
    .where("user_id", "=", userId)
    .where("conversation_id", "=", conversationId)
    .orderBy("id")
    .execute()
  return rows.map(messageOf)
}

export async function findMessage(
  tx: Tx,
  userId: string,
  conversationId: string,
  id: string,
): Promise<Message | undefined> {
  const row = await tx
    .selectFrom("messages")
    .selectAll()
    .where("user_id", "=", userId)
    .where("conversation_id", "=", conversationId)
    .where("id", "=", id)
    .executeTakeFirst()
  return row && messageOf(row)
}

/** Stores a message, or replaces the one with this id in this conversation. */
export async function saveMessage(tx: Tx, userId: string, conversationId: string, message: Message): Promise<void> {
  const row = {
    role: message.role,
    content: message.content,
    status: message.status,
    outcome: message.outcome,
    citations: JSON.stringify(message.citations),
    context: JSON.stringify({ nearest: message.nearest, searched: message.searched }),
    engine: message.engine,
    response_time_ms: message.responseTimeMs,
  }
  await tx
    .insertInto("messages")
    .values({ user_id: userId, id: message.id, conversation_id: conversationId, created_at: message.createdAt, ...row })
    .onConflict((conflict) =>
      conflict.columns(["user_id", "id"]).doUpdateSet(row).where("messages.conversation_id", "=", conversationId),
    )
    .execute()
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

function messageOf(row: Selectable<Tables["messages"]>): Message {
  const context = row.context as { nearest?: Citation[]; searched?: Message["searched"] }
  return {
    id: row.id,
    role: row.role,
    content: row.content,
    status: row.status,
    outcome: row.outcome,
    citations: row.citations as Citation[],
    nearest: context.nearest ?? [],
    searched: context.searched ?? null,
    engine: row.engine,
    responseTimeMs: row.response_time_ms,
    createdAt: row.created_at,
  }
}
