import { useNavigate } from "@tanstack/react-router"
import { Archive, ArchiveRestore, Ellipsis, Pencil, Trash2 } from "lucide-react"
import { useState } from "react"
import { Button, IconButton } from "../../components/button.tsx"
import { Dialog } from "../../components/dialog.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { Input } from "../../components/field.tsx"
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
    <Dialog isOpen onClose={onClose} title={words.rename.title}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (isEmpty) return
          change.mutate({ id: conversation.id, title: title.trim() })
          onClose()
        }}
      >
        <Input
          label={words.rename.label}
          data-autofocus
          value={title}
          maxLength={200}
          error={isTried && isEmpty ? words.rename.empty : undefined}
          onChange={(event) => setTitle(event.target.value)}
          onFocus={(event) => event.target.select()}
        />
        <div className="dialog-actions">
          <Button variant="ghost" onClick={onClose}>
            {words.rename.cancel}
          </Button>
          <Button variant="primary" type="submit">
            {words.rename.save}
          </Button>
        </div>
      </form>
    </Dialog>
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
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.remove.title}
      actions={
        <>
          <Button variant="ghost" data-autofocus onClick={onClose}>
            {words.remove.cancel}
          </Button>
          <Button
            variant="danger"
            isBusy={remove.isPending}
            onClick={() =>
              remove.mutate(conversation.id, {
                onSuccess() {
                  showToast({ text: words.remove.done })
                  onClose()
                  if (isOpen) void navigate({ to: "/ask/{-$conversationId}", params: { conversationId: undefined } })
                },
              })
            }
          >
            {words.remove.confirm}
          </Button>
        </>
      }
    >
      <p className="soft">{words.remove.say(conversation.title)}</p>
      {remove.error && <ErrorNotice error={remove.error} />}
    </Dialog>
  )
}
