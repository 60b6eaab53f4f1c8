import { useMutation } from "@tanstack/react-query"
import { showToast } from "../../../components/toast.tsx"
import { api, must } from "../../../lib/api.ts"
import { words } from "./words.ts"

/** Sends the letter that confirms the learner's own address once more. */
export function useOwnLetter() {
  return useMutation({
    mutationFn: () => must(api.POST("/api/v1/me/email/verification-letter")),
    onSuccess: () => showToast({ text: words.letterSent }),
    onError: (error) => showToast({ text: error.message }),
  })
}
