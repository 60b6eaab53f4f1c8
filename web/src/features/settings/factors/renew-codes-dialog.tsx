import { useMutation } from "@tanstack/react-query"
import { ConfirmDialog } from "../../../components/confirm-dialog.tsx"
import { api, must } from "../../../lib/api.ts"
import { factorWords as words } from "./factor-words.ts"
import { RecoveryCodes } from "./recovery-codes.tsx"

export function RenewCodesDialog({ onClose }: { onClose: () => void }) {
  const renewal = useMutation({ mutationFn: () => must(api.POST("/api/v1/me/second-factor/recovery-codes")) })
  if (renewal.data) return <RecoveryCodes codes={renewal.data.recoveryCodes} onClose={onClose} />
  return (
    <ConfirmDialog
      title={words.codesRenewTitle}
      say={words.codesRenewSay}
      action={words.codesRenew}
      doing={renewal}
      onClose={onClose}
    />
  )
}
