import type { Selectable } from "kysely"
import type { Tables, Tx } from "../../platform/database/index.ts"
import type { Citation } from "./conversation.ts"
import { type AnswerWay, inOrder, type Message } from "./message.ts"

/** What of a message has no column of its own. */
interface Context {
  nearest?: Citation[]
  searched?: Message["searched"]
  questionId?: string | null
  way?: AnswerWay | null
}

/** All messages of a conversation, each question followed by its answers. */
export async function listMessages(tx: Tx, userId: string, conversationId: string): Promise<Message[]> {
  const rows = await tx
    .selectFrom("messages")
    .selectAll()
    .where("user_id", "=", userId)
    .where("conversation_id", "=", conversationId)
    .execute()
  return inOrder(rows.map(messageOf))
}

export async function hasMessages(tx: Tx, userId: string, conversationId: string): Promise<boolean> {
  const row = await tx
    .selectFrom("messages")
    .select("id")
    .where("user_id", "=", userId)
    .where("conversation_id", "=", conversationId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
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

/**
 * Stores a message, or replaces the one with this id in this conversation, which keeps its time.
 * @returns whether it is stored: not where the id belongs to a message of another conversation
 */
export async function saveMessage(tx: Tx, userId: string, conversationId: string, message: Message): Promise<boolean> {
  const { nearest, searched, questionId, way } = message
  const context: Context = { nearest, searched, questionId, way }
  const row = {
    role: message.role,
    content: message.content,
    status: message.status,
    outcome: message.outcome,
    citations: JSON.stringify(message.citations),
    context: JSON.stringify(context),
    engine: message.engine,
    response_time_ms: message.responseTimeMs,
  }
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("messages")
    .values({ user_id: userId, id: message.id, conversation_id: conversationId, created_at: message.createdAt, ...row })
    .onConflict((conflict) =>
      conflict.columns(["user_id", "id"]).doUpdateSet(row).where("messages.conversation_id", "=", conversationId),
    )
    .executeTakeFirstOrThrow()
  return Number(numInsertedOrUpdatedRows) > 0
}

function messageOf(row: Selectable<Tables["messages"]>): Message {
  const context = row.context as Context
  return {
    id: row.id,
    role: row.role,
    questionId: context.questionId ?? null,
    way: context.way ?? null,
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
