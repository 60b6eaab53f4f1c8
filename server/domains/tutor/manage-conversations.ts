import type { Deps } from "../../platform/deps.ts"
import { InvalidError, NotFoundError } from "../../shared/errors.ts"
import { assertClientId } from "../../shared/ids.ts"
import { listMaterialTitles, readableOwners } from "../library/index.ts"
import { type Conversation, type ConversationKind, NEW_CONVERSATION, type Scope } from "./conversation.ts"
import {
  type ConversationChange,
  type ConversationFilter,
  deleteConversation,
  findConversation,
  insertConversation,
  pageOfConversations,
  updateConversation,
} from "./conversation-store.ts"
import type { Message } from "./message.ts"
import { listMessages } from "./message-store.ts"

type Needs = Pick<Deps, "db" | "clock">

/** A page of conversations, the last used first. */
export function listConversations(deps: Pick<Deps, "db">, userId: string, filter: ConversationFilter) {
  return deps.db.readAsLearner(userId, (tx) => pageOfConversations(tx, userId, filter))
}

/** Starts a conversation; the same id again returns what is there. @throws NotFoundError for a material that is not the learner's to read */
export async function createConversation(
  deps: Needs,
  userId: string,
  request: { id: string; scope: Scope; kind: ConversationKind },
): Promise<Conversation> {
  const at = deps.clock.now()
  assertClientId(request.id, at.getTime())
  await checkScope(deps, userId, request.scope)
  return deps.db.asLearner(userId, async (tx) => {
    await insertConversation(tx, userId, {
      ...request,
      title: NEW_CONVERSATION,
      isArchived: false,
      lastMessageAt: at,
      createdAt: at,
    })
    const conversation = await findConversation(tx, userId, request.id)
    if (!conversation) throw unknown()
    return conversation
  })
}

/** @throws NotFoundError */
export async function changeConversation(
  deps: Needs,
  userId: string,
  id: string,
  change: ConversationChange,
): Promise<Conversation> {
  if (change.scope) await checkScope(deps, userId, change.scope)
  return deps.db.asLearner(userId, async (tx) => {
    await updateConversation(tx, userId, id, change)
    const conversation = await findConversation(tx, userId, id)
    if (!conversation) throw unknown()
    return conversation
  })
}

/** @throws NotFoundError */
export async function removeConversation(deps: Needs, userId: string, id: string): Promise<void> {
  await deps.db.asLearner(userId, async (tx) => {
    if (!(await deleteConversation(tx, userId, id))) throw unknown()
  })
}

/** @throws NotFoundError */
export async function readConversation(
  deps: Needs,
  userId: string,
  id: string,
): Promise<{ conversation: Conversation; items: Message[] }> {
  return deps.db.readAsLearner(userId, async (tx) => {
    const [conversation, items] = await Promise.all([findConversation(tx, userId, id), listMessages(tx, userId, id)])
    if (!conversation) throw unknown()
    return { conversation, items }
  })
}

async function checkScope(deps: Needs, userId: string, scope: Scope): Promise<void> {
  if (scope.kind === "everything") return
  if (scope.kind === "passage" && scope.end <= scope.start) {
    throw new InvalidError("passage-empty", "Select some text to ask about.")
  }
  const wanted = scope.kind === "passage" ? [scope] : scope.materials
  const titles = await deps.db.readAsLearner(userId, (tx) =>
    listMaterialTitles(
      tx,
      readableOwners(userId),
      wanted.map(({ materialId }) => materialId),
    ),
  )
  if (wanted.some(({ materialId }) => !titles.has(materialId))) {
    throw new NotFoundError("material-unknown", "One of these materials is not there, or not yours to read.")
  }
}

const unknown = () => new NotFoundError("conversation-unknown", "There is no such conversation.")
