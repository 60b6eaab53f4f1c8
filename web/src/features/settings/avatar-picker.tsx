import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { User } from "lucide-react"
import { useEffect, useRef, useState } from "react"
import { Button } from "../../components/button.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { api, authorisedFetch, must } from "../../lib/api.ts"
import { Problem, problemOf } from "../../lib/problem.ts"
import type { Account } from "../../lib/session.ts"
import { accountQuery, useAccountChanges } from "../accounts/index.ts"
import { squarePicture } from "./square-picture.ts"
import { words } from "./words.ts"

const address = "/api/v1/me/avatar"

/** The learner's picture: shown, chosen, removed. It is cut to a square here, so that little of it travels. */
export function AvatarPicker({ avatar }: { avatar: string | null }) {
  const queryClient = useQueryClient()
  const { withUnsaved } = useAccountChanges()
  const input = useRef<HTMLInputElement>(null)
  const shown = usePicture(avatar)
  const onSuccess = (account: Account): void => {
    queryClient.setQueryData<Account>(accountQuery.queryKey, (before = account) =>
      withUnsaved({ ...before, avatar: account.avatar }),
    )
  }
  const keep = useMutation({ mutationFn: send, onSuccess })
  const remove = useMutation({ mutationFn: () => must(api.DELETE("/api/v1/me/avatar")), onSuccess })
  const error = keep.error ?? remove.error
  return (
    <div className="picture">
      <div className="picture-row">
        <span className="picture-frame">
          {shown ? (
            <img src={shown} alt={words.pictureOf} />
          ) : (
            <User className="i" aria-label={words.noPicture} role="img" />
          )}
        </span>
        <div className="row wrap">
          <Button isBusy={keep.isPending} onClick={() => input.current?.click()}>
            {words.choosePicture}
          </Button>
          {avatar !== null && (
            <Button variant="ghost" isBusy={remove.isPending} onClick={() => remove.mutate()}>
              {words.removePicture}
            </Button>
          )}
        </div>
        <input
          ref={input}
          type="file"
          hidden
          accept="image/png,image/jpeg,image/webp,image/gif"
          aria-label={words.choosePicture}
          onChange={(event) => {
            const file = event.target.files?.[0]
            event.target.value = ""
            remove.reset()
            if (file) keep.mutate(file)
          }}
        />
      </div>
      <p className="small quiet">{words.pictureHint}</p>
      {error && <ErrorNotice error={error} />}
    </div>
  )
}

async function send(file: File): Promise<Account> {
  const form = new FormData()
  form.append("file", await squarePicture(file), "picture")
  const answer = await authorisedFetch(new Request(new URL(address, location.origin), { method: "PUT", body: form }))
  const body: unknown = await answer.json().catch(() => undefined)
  if (!answer.ok) throw problemOf(answer.status, body, answer.headers.get("retry-after"))
  return body as Account
}

/** An address of the picture for this page: it is for its owner alone, so an `img` cannot ask for it by itself. */
function usePicture(avatar: string | null): string | undefined {
  const { data } = useQuery({
    queryKey: ["me", "avatar", avatar],
    queryFn: async ({ signal }) => {
      const answer = await authorisedFetch(new Request(new URL(address, location.origin), { signal }))
      if (!answer.ok) throw new Problem({ type: "unknown", status: answer.status, title: words.pictureUnreadable })
      return answer.blob()
    },
    enabled: avatar !== null,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const [shown, setShown] = useState<string>()
  useEffect(() => {
    if (avatar === null || data === undefined) {
      setShown(undefined)
      return
    }
    const made = URL.createObjectURL(data)
    setShown(made)
    return () => URL.revokeObjectURL(made)
  }, [avatar, data])
  return shown
}
