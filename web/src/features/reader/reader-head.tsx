import { Link } from "@tanstack/react-router"
import { ALargeSmall, ChevronLeft, Search, TableOfContents } from "lucide-react"
import { ButtonLink, IconButton } from "../../components/button.tsx"
import { Menu, MenuChoice } from "../../components/menu.tsx"
import { Progress } from "../../components/progress.tsx"
import { useKeys } from "../../lib/shortcuts.ts"
import type { Material } from "../library/index.ts"
import type { Outline, Place } from "./reader-queries.ts"
import { shortcuts } from "./shortcuts.ts"
import { type Size, sizes } from "./text-size.ts"
import { words } from "./words.ts"

/** Where one is in the material, and the tools for reading it. */
export function ReaderHead({
  place: { ownerId, materialId },
  material,
  outline,
  page,
  size,
  onSize,
  onSearch,
  onOutline,
}: {
  place: Place
  material: Material
  outline: Outline
  page: number | undefined
  size: Size
  onSize: (size: Size) => void
  onSearch: () => void
  /** Given where the outline is not beside the text. */
  onOutline: (() => void) | undefined
}) {
  const share = readShareOf(outline)
  const searchKeys = useKeys(shortcuts.search)
  return (
    <div className="rhead">
      <ButtonLink
        to="/library"
        variant="ghost"
        className="btn-icon"
        icon={ChevronLeft}
        aria-label={words.back}
        title={words.back}
      />
      {onOutline && <IconButton icon={TableOfContents} label={words.outline} onClick={onOutline} />}
      <h1>
        <Link
          className="clip"
          to="/library/$ownerId/$materialId/details"
          params={{ ownerId, materialId }}
          title={words.details}
        >
          {material.title}
        </Link>
      </h1>
      {page !== undefined && (
        <span className="small quiet nowrap rhead-wide">{words.pageOf(page, outline.pageCount)}</span>
      )}
      <span className="push" />
      <span className="small quiet nowrap rhead-wide">{words.readShare(share)}</span>
      <IconButton icon={Search} label={words.search} {...(searchKeys && { keys: searchKeys })} onClick={onSearch} />
      <Menu trigger={<IconButton icon={ALargeSmall} label={words.textSize} />}>
        <MenuChoice
          label={words.textSize}
          options={sizes.map((value) => ({ value, label: words.sizes[value] }))}
          value={size}
          onChoose={onSize}
        />
      </Menu>
      {material.questionCount > 0 && (
        <span className="rhead-wide">
          <ButtonLink to="/practice" search={{ materialId }} variant="primary">
            {words.practise}
          </ButtonLink>
        </span>
      )}
      <Progress value={share} label={words.readShare(share)} className="rhead-progress" />
    </div>
  )
}

/** Of the characters of the whole text. */
function readShareOf({ sections }: Outline): number {
  const length = ({ start, end }: Outline["sections"][number]): number => end - start
  const total = sections.reduce((sum, section) => sum + length(section), 0)
  return total === 0 ? 0 : sections.reduce((sum, section) => sum + length(section) * section.readShare, 0) / total
}
