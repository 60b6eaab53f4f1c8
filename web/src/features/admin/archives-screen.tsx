import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { Button } from "../../components/button.tsx"
import { Tag } from "../../components/chip.tsx"
import { ConfirmDialog } from "../../components/confirm-dialog.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { formatDate } from "../../lib/format.ts"
import { AdminFrame } from "./admin-frame.tsx"
import { AdminList } from "./admin-list.tsx"
import { type Archive, archivesQuery } from "./admin-queries.ts"
import { words } from "./words.ts"

export function ArchivesScreen() {
  return (
    <AdminFrame>
      <ArchivesContent />
    </AdminFrame>
  )
}

function ArchivesContent() {
  const archives = useQuery(archivesQuery)
  const [restored, setRestored] = useState<Archive>()
  return (
    <>
      <AdminList
        id="admin-archives"
        title={words.places.archives}
        say={words.archivesSay}
        items={archives.data?.items}
        query={archives}
        empty={{ title: words.noArchives, say: words.noArchivesSay }}
      >
        {(archive) => <ArchiveRow key={archive.name} archive={archive} onRestore={() => setRestored(archive)} />}
      </AdminList>
      {restored && <RestoreDialog archive={restored} onClose={() => setRestored(undefined)} />}
    </>
  )
}

const dayOf = (at: string) => formatDate(new Date(at), { day: "numeric", month: "short", year: "numeric" })

const nameOf = ({ table, from }: Archive) =>
  words.archiveName(
    words.logs[table] ?? table,
    formatDate(new Date(from), { month: "long", year: "numeric", timeZone: "UTC" }),
  )

function ArchiveRow({ archive, onRestore }: { archive: Archive; onRestore: () => void }) {
  const name = nameOf(archive)
  return (
    <li className="admin-row">
      <div className="admin-what">
        <p className="strong">{name}</p>
        <p className="small quiet">{words.archiveFacts(archive.rowCount, archive.fileBytes)}</p>
      </div>
      <div className="admin-state small quiet">
        <Tag>{words.status[archive.status]}</Tag>
        {archive.status === "restored" && archive.heldUntil !== null && (
          <p>{words.heldUntil(dayOf(archive.heldUntil))}</p>
        )}
        {archive.status === "archived" && archive.archivedAt !== null && <p>{dayOf(archive.archivedAt)}</p>}
      </div>
      {archive.status === "archived" && (
        <Button aria-label={words.restoreLabel(name)} onClick={onRestore}>
          {words.restore}
        </Button>
      )}
    </li>
  )
}

function RestoreDialog({ archive, onClose }: { archive: Archive; onClose: () => void }) {
  const queryClient = useQueryClient()
  const restore = useMutation({
    mutationFn: () =>
      must(api.POST("/api/v1/admin/archives/{name}/restore", { params: { path: { name: archive.name } } })),
    onSuccess: () => {
      showToast({ text: words.restoreStarted })
      setTimeout(() => void queryClient.invalidateQueries({ queryKey: archivesQuery.queryKey }), 2500)
      onClose()
    },
  })
  return (
    <ConfirmDialog
      title={words.restoreTitle(nameOf(archive))}
      say={words.restoreSay}
      action={words.restore}
      doing={restore}
      onClose={onClose}
    />
  )
}
