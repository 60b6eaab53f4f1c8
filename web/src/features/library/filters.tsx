import { useInfiniteQuery } from "@tanstack/react-query"
import { useNavigate, useSearch } from "@tanstack/react-router"
import { Tag } from "lucide-react"
import { Chip } from "../../components/chip.tsx"
import { Menu, MenuItem } from "../../components/menu.tsx"
import { frequentTags } from "./arrange-materials.ts"
import type { LibrarySearch } from "./library-search.ts"
import { type Material, readyMaterialsQuery } from "./material-queries.ts"
import { words } from "./words.ts"

const shownTags = 5

/** All, unread, or one tag; nothing while there is nothing to choose from. */
export function Filters() {
  const { data, hasNextPage } = useInfiniteQuery(readyMaterialsQuery())
  const all = data?.pages.flatMap(({ items }) => items) ?? []
  return all.length < 2 ? null : <FilterChips all={all} isComplete={!hasNextPage} />
}

/** `isComplete`: `all` is everything there is, so that counts are true. */
function FilterChips({ all, isComplete }: { all: Material[]; isComplete: boolean }) {
  const { tag, show } = useSearch({ from: "/member/shell/library" })
  const navigate = useNavigate({ from: "/library" })
  const choose = (search: LibrarySearch): void => void navigate({ search, replace: true, resetScroll: false })
  const tags = frequentTags(all)
  const first = tags.slice(0, shownTags)
  // The chosen one is shown even where it is rare.
  const chosen = tags.slice(shownTags).find((one) => one.tag.toLowerCase() === tag?.toLowerCase())
  const more = tags.slice(shownTags)
  const unread = all.filter(({ progress }) => progress.readShare === 0).length
  const isOn = (name: string): boolean => name.toLowerCase() === tag?.toLowerCase()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend would be shown; the chips need only a name.
    <div className="filters" role="group" aria-label={words.filter}>
      <Chip isPressed={tag === undefined && show === undefined} onClick={() => choose({})}>
        {words.all(isComplete ? all.length : undefined)}
      </Chip>
      {unread > 0 && unread < all.length && (
        <Chip isPressed={show === "unread"} onClick={() => choose(show === "unread" ? {} : { show: "unread" })}>
          {words.unread(unread)}
        </Chip>
      )}
      {[...first, ...(chosen ? [chosen] : [])].map((one) => (
        <Chip key={one.tag} isPressed={isOn(one.tag)} onClick={() => choose(isOn(one.tag) ? {} : { tag: one.tag })}>
          {words.tagCount(one.tag, one.count)}
        </Chip>
      ))}
      {more.length > 0 && (
        <Menu trigger={<Chip icon={Tag}>{words.moreTags}</Chip>}>
          {more.slice(0, 40).map((one) => (
            <MenuItem key={one.tag} onSelect={() => choose({ tag: one.tag })}>
              {words.tagCount(one.tag, one.count)}
            </MenuItem>
          ))}
        </Menu>
      )}
    </div>
  )
}
