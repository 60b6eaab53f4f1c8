import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { Button } from "../../components/button.tsx"
import { Dialog } from "../../components/dialog.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { SkeletonLines } from "../../components/skeleton.tsx"
import { api, must } from "../../lib/api.ts"
import type { components } from "../../lib/api-schema.d.ts"
import { formatAgo } from "../../lib/format.ts"
import { AdminFrame } from "./admin-frame.tsx"
import { AdminList } from "./admin-list.tsx"
import { lettersWords } from "./letters-words.ts"

type KeptLetter = components["schemas"]["KeptLetter"]

/** Letters of an installation without a mail server, for who passes them on. */
export function LettersScreen() {
  return (
    <AdminFrame>
      <LettersContent />
    </AdminFrame>
  )
}

function LettersContent() {
  const letters = useQuery({
    queryKey: ["admin", "letters"],
    queryFn: ({ signal }) => must(api.GET("/api/v1/admin/letters", { signal })),
    refetchInterval: 15_000,
  })
  const [opened, setOpened] = useState<KeptLetter>()
  const areSent = letters.data?.areKept === false
  return (
    <>
      <AdminList
        id="admin-letters"
        title={lettersWords.title}
        items={letters.data?.items}
        query={letters}
        above={!areSent && <p className="small soft admin-note">{lettersWords.say}</p>}
        empty={
          areSent
            ? { title: lettersWords.sentTitle, say: lettersWords.sent }
            : { title: lettersWords.noneTitle, say: lettersWords.none }
        }
      >
        {(letter) => (
          <li key={letter.id} className="admin-row">
            <div className="admin-what">
              <p className="strong">{letter.subject}</p>
              <p className="small soft">{letter.to}</p>
            </div>
            <p className="admin-state small quiet">{formatAgo(new Date(letter.sentAt))}</p>
            <Button
              aria-label={lettersWords.readLabel(letter.subject, letter.to)}
              aria-haspopup="dialog"
              onClick={() => setOpened(letter)}
            >
              {lettersWords.read}
            </Button>
          </li>
        )}
      </AdminList>
      {opened && <LetterDialog letter={opened} onClose={() => setOpened(undefined)} />}
    </>
  )
}

function LetterDialog({ letter, onClose }: { letter: KeptLetter; onClose: () => void }) {
  const { data, error } = useQuery({
    queryKey: ["admin", "letters", letter.id],
    queryFn: ({ signal }) =>
      must(api.GET("/api/v1/admin/letters/{id}", { params: { path: { id: letter.id } }, signal })),
    // Each reading is on record: not again by itself.
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <Dialog isOpen title={letter.subject} onClose={onClose}>
      <p className="small soft">{letter.to}</p>
      {data ? (
        <p className="letter-text">{data.text}</p>
      ) : error ? (
        <ErrorNotice error={error} />
      ) : (
        <SkeletonLines widths={["80%", "70%"]} />
      )}
      <p className="small quiet">{lettersWords.onRecord}</p>
    </Dialog>
  )
}
