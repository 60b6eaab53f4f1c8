import { useNavigate, useSearch } from "@tanstack/react-router"
import { Search, X } from "lucide-react"
import { type Ref, useEffect, useState } from "react"
import { IconButton } from "../../components/button.tsx"
import { ShortcutHint } from "../../components/kbd.tsx"
import { shortcuts } from "./shortcuts.ts"
import { words } from "./words.ts"

/** Long enough for a word to be typed, short enough to feel immediate. */
const settleMs = 220

/** One field for titles and text. What is searched for stands in the address, so that Back returns to the results. */
export function SearchField({ ref }: { ref: Ref<HTMLInputElement> }) {
  const { q } = useSearch({ from: "/member/shell/library" })
  const navigate = useNavigate({ from: "/library" })
  const [text, setText] = useState(q ?? "")
  // The address may change by itself: Back, or a link.
  useEffect(() => setText((typed) => (typed.trim() === (q ?? "") ? typed : (q ?? ""))), [q])
  useEffect(() => {
    const wanted = text.trim()
    if (wanted === (q ?? "")) return
    const timer = setTimeout(
      () =>
        void navigate({
          search: ({ q: _, ...rest }) => (wanted === "" ? rest : { ...rest, q: wanted }),
          replace: q !== undefined,
          resetScroll: false,
        }),
      wanted === "" ? 0 : settleMs,
    )
    return () => clearTimeout(timer)
  }, [text, q, navigate])
  return (
    <search className="lib-search">
      <div className="input-icon">
        <Search className="i" aria-hidden="true" />
        <input
          ref={ref}
          className="input"
          type="search"
          aria-label={words.searchLabel}
          placeholder={words.searchPlaceholder}
          value={text}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape" && text !== "") {
              event.preventDefault()
              setText("")
            }
          }}
        />
        {text === "" ? (
          <ShortcutHint shortcut={shortcuts.search} />
        ) : (
          <IconButton icon={X} label={words.clear} onClick={() => setText("")} />
        )}
      </div>
    </search>
  )
}
