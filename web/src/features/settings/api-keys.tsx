import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { Button } from "../../components/button.tsx"
import { ConfirmDialog } from "../../components/confirm-dialog.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { SkeletonLines } from "../../components/skeleton.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import type { components } from "../../lib/api-schema.d.ts"
import { ApiKeyDialog } from "./api-key-dialog.tsx"
import { apiKeyWords as words } from "./api-key-words.ts"
import { apiKeysQuery } from "./api-keys-query.ts"
import { describeScopes } from "./key-scopes.ts"

type ApiKey = components["schemas"]["ApiKey"]

/** Keys for programs that act for the learner. */
export function ApiKeys() {
  const keys = useQuery(apiKeysQuery)
  const [isMaking, setMaking] = useState(false)
  const [ending, setEnding] = useState<ApiKey | null>(null)
  return (
    <>
      <p className="soft">
        {words.say} <a href="/api/docs">{words.docs}</a>
      </p>
      {keys.error ? (
        <ErrorNotice error={keys.error} onRetry={() => void keys.refetch()} />
      ) : !keys.data ? (
        <SkeletonLines widths={["70%", "60%"]} />
      ) : keys.data.items.length === 0 ? (
        <p className="small quiet">{words.none}</p>
      ) : (
        <ul className="list">
          {keys.data.items.map((key) => (
            <li key={key.id} className="device">
              <div className="grow">
                <p>{key.name}</p>
                <p className="small quiet">{describeScopes(key.scopes)}</p>
                <p className="small quiet">{factsOf(key)}</p>
              </div>
              <Button variant="ghost" aria-label={words.revokeLabel(key.name)} onClick={() => setEnding(key)}>
                {words.revoke}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Button onClick={() => setMaking(true)}>{words.make}</Button>
      {isMaking && <ApiKeyDialog onClose={() => setMaking(false)} />}
      {ending && <RevokeDialog apiKey={ending} onClose={() => setEnding(null)} />}
    </>
  )
}

function factsOf({ shown, lastUsedAt, lastUsedFrom, expiresAt }: ApiKey): string {
  return [
    words.begins(shown),
    lastUsedAt ? words.used(new Date(lastUsedAt), lastUsedFrom) : words.unused,
    expiresAt ? words.ends(new Date(expiresAt)) : words.endless,
  ].join(", ")
}

function RevokeDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const queryClient = useQueryClient()
  const revoke = useMutation({
    mutationFn: () => must(api.DELETE("/api/v1/me/api-keys/{id}", { params: { path: { id: apiKey.id } } })),
    onSuccess: () => {
      showToast({ text: words.revoked })
      onClose()
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: apiKeysQuery.queryKey }),
  })
  return (
    <ConfirmDialog
      title={words.revokeAsk(apiKey.name)}
      say={words.revokeSay}
      action={words.revoke}
      isDangerous
      doing={revoke}
      onClose={onClose}
    />
  )
}
