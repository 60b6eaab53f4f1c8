import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Ellipsis, PauseCircle, Pencil, Play, Trash2, TriangleAlert } from "lucide-react"
import { useState } from "react"
import { IconButton } from "../../components/button.tsx"
import { Tag } from "../../components/chip.tsx"
import { CiteLink } from "../../components/cite.tsx"
import { describeError } from "../../components/error-notice.tsx"
import { Menu, MenuItem, MenuSeparator } from "../../components/menu.tsx"
import { RichLine } from "../../components/rich-text.tsx"
import { plainLine } from "../../components/rich-text-blocks.ts"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { formatAgo } from "../../lib/format.ts"
import { CardDialog } from "./card-dialog.tsx"
import { readerAddress } from "./card-stage.tsx"
import { DeleteCardDialog } from "./delete-dialogs.tsx"
import { type Card, renewReviews } from "./review-queries.ts"
import { words } from "./words.ts"

/** One card of a deck: front over back, how it stands, and what can be done with it. */
export function CardRow({ card }: { card: Card }) {
  const queryClient = useQueryClient()
  const [dialog, setDialog] = useState<"edit" | "delete">()
  const suspend = useMutation({
    mutationFn: (isSuspended: boolean) =>
      must(api.PATCH("/api/v1/cards/{id}", { params: { path: { id: card.id } }, body: { isSuspended } })),
    onSuccess: (_card, isSuspended) => {
      renewReviews(queryClient)
      showToast({ text: isSuspended ? words.suspended : words.resumed })
    },
    onError: (error) => showToast({ text: describeError(error).say }),
  })
  const standing = card.isSuspended
    ? words.states.suspended
    : card.state === "new"
      ? undefined
      : words.due(formatAgo(new Date(card.dueAt)))
  // A card made from a term has that term as its tag: once is enough.
  const tags = card.tags.filter((tag) => tag !== card.front)
  return (
    <li className="text-row">
      <div className="card-main">
        <p className="card-front">
          <button type="button" className="card-open" onClick={() => setDialog("edit")}>
            <RichLine text={card.front} />
          </button>
        </p>
        <p className="card-back soft">
          <RichLine text={card.back} />
        </p>
        <p className="facts small quiet">
          <span>{words.states[card.state]}</span>
          {standing && <span>{standing}</span>}
          {card.reviews > 0 && <span>{words.seen(card.reviews).toLowerCase()}</span>}
          {card.isLeech && <Tag icon={TriangleAlert}>{words.leech}</Tag>}
          {tags.length > 0 && <span>{tags.join(", ")}</span>}
          {card.source && (
            <CiteLink
              {...readerAddress(card.source)}
              {...(card.source.pageNumber !== null && { page: card.source.pageNumber })}
            />
          )}
        </p>
      </div>
      <Menu trigger={<IconButton icon={Ellipsis} label={words.cardActions(plainLine(card.front).slice(0, 80))} />}>
        <MenuItem icon={Pencil} onSelect={() => setDialog("edit")}>
          {words.edit}
        </MenuItem>
        <MenuItem icon={card.isSuspended ? Play : PauseCircle} onSelect={() => suspend.mutate(!card.isSuspended)}>
          {card.isSuspended ? words.resume : words.suspend}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={Trash2} isDangerous onSelect={() => setDialog("delete")}>
          {words.deleteCard}
        </MenuItem>
      </Menu>
      {dialog === "edit" && <CardDialog card={card} onClose={() => setDialog(undefined)} />}
      {dialog === "delete" && <DeleteCardDialog card={card} onClose={() => setDialog(undefined)} />}
    </li>
  )
}
