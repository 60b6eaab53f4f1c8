import { useNavigate } from "@tanstack/react-router"
import { Archive, ArchiveRestore, Ellipsis, Pencil, Trash2 } from "lucide-react"
import { useState } from "react"
import { IconButton } from "../../components/button.tsx"
import { ConfirmDialog } from "../../components/confirm-dialog.tsx"
import { Input } from "../../components/field.tsx"
import { FormDialog } from "../../components/form-dialog.tsx"
import { Menu, MenuItem, MenuSeparator } from "../../components/menu.tsx"
import { showToast } from "../../components/toast.tsx"
import { type Conversation, useChangeConversation, useRemoveConversation } from "./conversations-query.ts"
import { words } from "./words.ts"

type Named = Pick<Conversation, "id" | "title" | "isArchived">

/** Rename, archive, delete. `isOpen` says that the conversation is the one on the screen. */
export function ConversationMenu({ conversation, isOpen }: { conversation: Named; isOpen: boolean }) {
  const [asking, setAsking] = useState<"rename" | "remove">()
  const change = useChangeConversation()
  const { id, title, isArchived } = conversation
  const archive = (next: boolean): void =>
    change.mutate(
      { id, isArchived: next },
      {
        onSuccess: () =>
          showToast({
            text: next ? words.menu.archived : words.menu.restored,
            action: { label: words.menu.undo, run: () => change.mutate({ id, isArchived: !next }) },
          }),
      },
    )
  return (
    <>
      <Menu trigger={<IconButton icon={Ellipsis} label={words.menu.of(title)} />}>
        <MenuItem icon={Pencil} onSelect={() => setAsking("rename")}>
          {words.menu.rename}
        </MenuItem>
        <MenuItem icon={isArchived ? ArchiveRestore : Archive} onSelect={() => archive(!isArchived)}>
          {isArchived ? words.menu.restore : words.menu.archive}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={Trash2} isDangerous onSelect={() => setAsking("remove")}>
          {words.menu.delete}
        </MenuItem>
      </Menu>
      {asking === "rename" && <RenameDialog conversation={conversation} onClose={() => setAsking(undefined)} />}
      {asking === "remove" && (
        <RemoveDialog conversation={conversation} isOpen={isOpen} onClose={() => setAsking(undefined)} />
      )}
    </>
  )
}

function RenameDialog({ conversation, onClose }: { conversation: Named; onClose: () => void }) {
  const change = useChangeConversation()
  const [title, setTitle] = useState(conversation.title)
  const [isTried, setTried] = useState(false)
  const isEmpty = title.trim() === ""
  return (
    <FormDialog
      title={words.rename.title}
      onClose={onClose}
      onSubmit={() => {
        setTried(true)
        if (isEmpty) return
        change.mutate({ id: conversation.id, title: title.trim() })
        onClose()
      }}
      sending={change}
      submit={words.rename.save}
    >
      <Input
        label={words.rename.label}
        value={title}
        maxLength={200}
        error={isTried && isEmpty ? words.rename.empty : undefined}
        onChange={(event) => setTitle(event.target.value)}
        onFocus={(event) => event.target.select()}
      />
    </FormDialog>
  )
}

function RemoveDialog({
  conversation,
  isOpen,
  onClose,
}: {
  conversation: Named
  isOpen: boolean
  onClose: () => void
}) {
  const navigate = useNavigate()
  const remove = useRemoveConversation()
  const removeAndLeave = (): void =>
    remove.mutate(conversation.id, {
      onSuccess() {
        showToast({ text: words.remove.done })
        onClose()
        if (isOpen) void navigate({ to: "/ask/{-$conversationId}", params: { conversationId: undefined } })
      },
    })
  return (
    <ConfirmDialog
      title={words.remove.title}
      say={words.remove.say(conversation.title)}
      action={words.remove.confirm}
      cancel={words.remove.cancel}
      isDangerous
      doing={{ ...remove, mutate: removeAndLeave }}
      onClose={onClose}
    />
  )
}
