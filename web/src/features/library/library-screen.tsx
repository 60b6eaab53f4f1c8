import { useInfiniteQuery, useQueries } from "@tanstack/react-query"
import { useNavigate, useSearch } from "@tanstack/react-router"
import { Plus } from "lucide-react"
import { useRef } from "react"
import { useScreenTitle } from "../../app/screen-title.ts"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { SkeletonBlock, SkeletonLines, SkeletonScreen } from "../../components/skeleton.tsx"
import { useShortcuts } from "../../lib/shortcuts.ts"
import { useStore } from "../../lib/store.ts"
import { AddBar } from "./add-bar.tsx"
import { BeingPrepared } from "./being-prepared.tsx"
import { ChooseFilesButton } from "./choose-files-button.tsx"
import { EmptyLibrary } from "./empty-library.tsx"
import "./library.css"
import { openFileDialog } from "./file-dialog.tsx"
import { Filters } from "./filters.tsx"
import { MaterialList } from "./material-list.tsx"
import { readyMaterialsQuery, unfinishedMaterialsQuery } from "./material-queries.ts"
import { ListHead } from "./order-menu.tsx"
import { PasteDialog } from "./paste-dialog.tsx"
import { RecentlyDeleted } from "./recently-deleted.tsx"
import { SearchField } from "./search-field.tsx"
import { SearchResults } from "./search-results.tsx"
import { shortcuts } from "./shortcuts.ts"
import { UploadList } from "./upload-list.tsx"
import { uploads } from "./upload-queue.ts"
import { WebDialog } from "./web-dialog.tsx"
import { words } from "./words.ts"

/** All materials: what is on its way, what is being prepared, what can be read; and a search through all of it. */
export function LibraryScreen() {
  useScreenTitle(words.title)
  const { q, add } = useSearch({ from: "/member/shell/library" })
  const navigate = useNavigate({ from: "/library" })
  const openDialog = (dialog?: "text" | "web"): void =>
    void navigate({
      search: ({ add: _, ...rest }) => (dialog === undefined ? rest : { ...rest, add: dialog }),
      replace: true,
    })
  const ways = { onPaste: () => openDialog("text"), onWeb: () => openDialog("web") }
  const searchField = useRef<HTMLInputElement>(null)
  useShortcuts(words.title, [
    { ...shortcuts.search, run: () => searchField.current?.focus() },
    { ...shortcuts.add, run: openFileDialog },
    { ...shortcuts.paste, run: ways.onPaste },
    { ...shortcuts.web, run: ways.onWeb },
  ])
  const state = useLibraryState()
  return (
    <div className="page">
      <div className="page-head">
        <div className="grow">
          <h1>{words.title}</h1>
        </div>
        {state !== "empty" && (
          <span className="add-button">
            <ChooseFilesButton icon={Plus}>{words.add}</ChooseFilesButton>
          </span>
        )}
      </div>
      {state === "loading" ? (
        <LibrarySkeleton />
      ) : state === "empty" ? (
        <EmptyLibrary {...ways} />
      ) : (
        <>
          {q === undefined && <AddBar {...ways} />}
          {q === undefined && <UploadList />}
          {q === undefined && <BeingPrepared />}
          {state.error ? (
            <ErrorNotice error={state.error} onRetry={state.retry} isBusy={state.isFetching} />
          ) : (
            <>
              {q === undefined && <ListHead />}
              <div className="lib-tools">
                <SearchField ref={searchField} />
                {q === undefined && <Filters />}
              </div>
              {q === undefined ? <MaterialList /> : <SearchResults text={q} />}
            </>
          )}
        </>
      )}
      {q === undefined && state !== "loading" && <RecentlyDeleted />}
      {add === "text" && <PasteDialog onClose={() => openDialog()} />}
      {add === "web" && <WebDialog onClose={() => openDialog()} />}
    </div>
  )
}

/** Whether there is anything at all, in the list, in preparation or on its way. */
function useLibraryState() {
  const { data, error, refetch, isFetching } = useInfiniteQuery(readyMaterialsQuery())
  const unfinished = useQueries({
    queries: [
      unfinishedMaterialsQuery("processing"),
      unfinishedMaterialsQuery("pending"),
      unfinishedMaterialsQuery("failed"),
    ],
    combine: (results) => ({
      isLoading: results.some((result) => result.isLoading),
      count: results.reduce((sum, result) => sum + (result.data?.items.length ?? 0), 0),
    }),
  })
  const isSending = useStore(uploads).length > 0
  if (error && !data) return { error, retry: () => void refetch(), isFetching }
  if (!data || unfinished.isLoading) return "loading"
  const isEmpty = data.pages.every(({ items }) => items.length === 0) && unfinished.count === 0 && !isSending
  return isEmpty ? "empty" : { error: undefined, retry: undefined, isFetching }
}

function LibrarySkeleton() {
  return (
    <SkeletonScreen label={words.loading}>
      <div className="mat-skeletons">
        {["62%", "48%", "70%", "55%", "40%"].map((width) => (
          <div className="mat" key={width}>
            <SkeletonBlock height="2.75rem" width="2.25rem" />
            <SkeletonLines widths={[width, "30%"]} />
          </div>
        ))}
      </div>
    </SkeletonScreen>
  )
}
