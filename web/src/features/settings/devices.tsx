import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button } from "../../components/button.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { SkeletonLines } from "../../components/skeleton.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { formatAgo } from "../../lib/format.ts"
import { devicesKey, devicesQuery } from "./devices-query.ts"
import { words } from "./words.ts"

/** Where this account is signed in; any of them can be signed out from here. */
export function Devices() {
  const queryClient = useQueryClient()
  const devices = useQuery(devicesQuery)
  const revoke = useMutation({
    mutationFn: (familyId: string) =>
      must(api.DELETE("/api/v1/me/devices/{familyId}", { params: { path: { familyId } } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: devicesKey }),
  })
  const revokeOthers = useMutation({
    mutationFn: () => must(api.DELETE("/api/v1/me/devices")),
    onSuccess: ({ ended }) => showToast({ text: words.othersSignedOut(ended) }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: devicesKey }),
  })
  if (devices.error) return <ErrorNotice error={devices.error} onRetry={() => void devices.refetch()} />
  if (!devices.data) return <SkeletonLines widths={["70%", "60%"]} />
  return (
    <>
      {revoke.error && <ErrorNotice error={revoke.error} />}
      <ul className="list">
        {devices.data.items.map((device) => (
          <li key={device.familyId} className="device">
            <div className="grow">
              <p>{device.device ?? words.unknownDevice}</p>
              <p className="small quiet">
                {[
                  device.isCurrent ? words.thisDevice : words.lastUsed(formatAgo(new Date(device.lastUsedAt))),
                  device.ipAddress,
                ]
                  .filter(Boolean)
                  .join(", ")}
              </p>
            </div>
            {!device.isCurrent && (
              <Button
                variant="ghost"
                aria-label={words.signOutDeviceLabel(device.device ?? words.unknownDevice)}
                isBusy={revoke.isPending && revoke.variables === device.familyId}
                onClick={() => revoke.mutate(device.familyId)}
              >
                {words.signOutDevice}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {devices.data.items.length > 1 && (
        <div>
          {revokeOthers.error && <ErrorNotice error={revokeOthers.error} />}
          <Button isBusy={revokeOthers.isPending} onClick={() => revokeOthers.mutate()}>
            {words.signOutOthers}
          </Button>
        </div>
      )}
    </>
  )
}
