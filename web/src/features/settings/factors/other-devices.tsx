import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button } from "../../../components/button.tsx"
import { ErrorNotice } from "../../../components/error-notice.tsx"
import { showToast } from "../../../components/toast.tsx"
import { api, must } from "../../../lib/api.ts"
import { devicesKey, devicesQuery } from "../devices-query.ts"
import { words as settingsWords } from "../words.ts"
import { factorWords as words } from "./factor-words.ts"

/** After a factor was added or removed: the devices that came in the way it was before, if there are any. */
export function OtherDevices() {
  const queryClient = useQueryClient()
  const { data } = useQuery(devicesQuery)
  const end = useMutation({
    mutationFn: () => must(api.DELETE("/api/v1/me/devices")),
    onSuccess: ({ ended }) => showToast({ text: settingsWords.othersSignedOut(ended) }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: devicesKey }),
  })
  const others = data?.items.filter(({ isCurrent }) => !isCurrent).length ?? 0
  if (others === 0) return null
  return (
    <div className="factor" role="status">
      <p>{words.othersStay(others)}</p>
      {end.error && <ErrorNotice error={end.error} />}
      <Button isBusy={end.isPending} onClick={() => end.mutate()}>
        {settingsWords.signOutOthers}
      </Button>
    </div>
  )
}
