import { useQuery } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { BookOpen, Download, Ellipsis, ListChecks, Pencil, RotateCcw, ScrollText, Tags, Trash2 } from "lucide-react"
import { useState } from "react"
import { IconButton } from "../../components/button.tsx"
import { Menu, MenuItem, MenuSeparator } from "../../components/menu.tsx"
import { accountQuery } from "../accounts/index.ts"
import type { Material } from "./material-queries.ts"
import { RenameDialog } from "./rename-dialog.tsx"
import { TagsDialog } from "./tags-dialog.tsx"
import { useMaterialActions } from "./use-material-actions.ts"
import { words } from "./words.ts"

/** Everything that can be done with one material. What changes it is offered for one's own alone. */
export function MaterialMenu({ material, isDetails = false }: { material: Material; isDetails?: boolean }) {
  const { ownerId, id: materialId, title } = material
  const isOwn = useQuery(accountQuery).data?.id === ownerId
  const navigate = useNavigate()
  const { remove, reprocess, download } = useMaterialActions()
  const [dialog, setDialog] = useState<"rename" | "tags">()
  const close = (): void => setDialog(undefined)
  const place = { ownerId, materialId }
  return (
    <>
      <Menu trigger={<IconButton icon={Ellipsis} label={words.moreFor(title)} className="mat-more" />}>
        {!isDetails && (
          <>
            <MenuItem
              icon={BookOpen}
              onSelect={() => void navigate({ to: "/library/$ownerId/$materialId", params: place })}
            >
              {words.menu.open}
            </MenuItem>
            <MenuItem
              icon={ScrollText}
              onSelect={() => void navigate({ to: "/library/$ownerId/$materialId/details", params: place })}
            >
              {words.menu.details}
            </MenuItem>
            {material.questionCount > 0 && (
              <MenuItem icon={ListChecks} onSelect={() => void navigate({ to: "/practice", search: { materialId } })}>
                {words.menu.practise}
              </MenuItem>
            )}
            <MenuSeparator />
          </>
        )}
        {isOwn && (
          <>
            <MenuItem icon={Pencil} onSelect={() => setDialog("rename")}>
              {words.menu.rename}
            </MenuItem>
            <MenuItem icon={Tags} onSelect={() => setDialog("tags")}>
              {words.menu.tags}
            </MenuItem>
          </>
        )}
        <MenuItem icon={Download} onSelect={() => download(material)}>
          {words.menu.download}
        </MenuItem>
        {isOwn && (
          <>
            <MenuItem icon={RotateCcw} onSelect={() => reprocess(material)}>
              {words.menu.again}
            </MenuItem>
            <MenuSeparator />
            <MenuItem
              icon={Trash2}
              isDangerous
              onSelect={() => {
                remove(material)
                if (isDetails) void navigate({ to: "/library" })
              }}
            >
              {words.menu.delete}
            </MenuItem>
          </>
        )}
      </Menu>
      {dialog === "rename" && <RenameDialog material={material} onClose={close} />}
      {dialog === "tags" && <TagsDialog material={material} onClose={close} />}
    </>
  )
}
