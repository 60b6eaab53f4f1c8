import { WifiOff } from "lucide-react"
import { useSyncExternalStore } from "react"
import { words } from "./words.ts"

function subscribe(listener: () => void): () => void {
  addEventListener("online", listener)
  addEventListener("offline", listener)
  return () => {
    removeEventListener("online", listener)
    removeEventListener("offline", listener)
  }
}

/** Says so when the browser has lost its network, unless the server runs on this very machine. */
export function OfflineNotice() {
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine)
  const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname)
  return (
    <div role="status">
      {!isOnline && !isLocal && (
        <p className="offline">
          <WifiOff className="i i-s" aria-hidden="true" />
          {words.offline}
        </p>
      )}
    </div>
  )
}
