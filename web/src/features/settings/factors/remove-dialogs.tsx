import { useMutation } from "@tanstack/react-query"
import { ConfirmDialog } from "../../../components/confirm-dialog.tsx"
import { showToast } from "../../../components/toast.tsx"
import { api, must } from "../../../lib/api.ts"
import { factorWords as words } from "./factor-words.ts"
import { countFactors, type Factors, type Passkey } from "./factors-query.ts"

export function RemoveAppDialog({ factors, onClose }: { factors: Factors; onClose: () => void }) {
  return (
    <RemoveDialog
      title={words.appRemoveTitle}
      say={words.appRemoveSay}
      done={words.appRemoved}
      isLast={countFactors(factors) === 1}
      remove={() => must(api.POST("/api/v1/me/second-factor/app/remove"))}
      onClose={onClose}
    />
  )
}

export function RemovePasskeyDialog({
  passkey: { id, name },
  factors,
  onClose,
}: {
  passkey: Passkey
  factors: Factors
  onClose: () => void
}) {
  return (
    <RemoveDialog
      title={words.passkeyRemoveTitle(name)}
      say={words.passkeyRemoveSay}
      done={words.passkeyRemoved}
      isLast={countFactors(factors) === 1}
      remove={() => must(api.POST("/api/v1/me/passkeys/{id}/remove", { params: { path: { id } } }))}
      onClose={onClose}
    />
  )
}

function RemoveDialog({
  title,
  say,
  done,
  isLast,
  remove,
  onClose,
}: {
  title: string
  say: string
  done: string
  isLast: boolean
  remove: () => Promise<unknown>
  onClose: () => void
}) {
  const removal = useMutation({
    mutationFn: remove,
    onSuccess: () => {
      showToast({ text: done })
      onClose()
    },
  })
  return (
    <ConfirmDialog
      title={title}
      say={isLast ? `${say} ${words.lastOneSay}` : say}
      action={words.remove}
      isDangerous
      doing={removal}
      onClose={onClose}
    />
  )
}
