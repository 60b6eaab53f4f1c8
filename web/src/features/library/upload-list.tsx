import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { FileCheck2, TriangleAlert, X } from "lucide-react"
import { Button, IconButton } from "../../components/button.tsx"
import { describeError } from "../../components/error-notice.tsx"
import { Progress } from "../../components/progress.tsx"
import { formatBytes } from "../../lib/format.ts"
import { useStore } from "../../lib/store.ts"
import { accountQuery } from "../accounts/index.ts"
import { dropUpload, retryUpload, type Upload, uploads } from "./upload-queue.ts"
import { useUploadEvents } from "./use-add-files.ts"
import { words } from "./words.ts"

/** Files on their way to the server, each with how much has gone and what went wrong. */
export function UploadList() {
  const all = useStore(uploads)
  if (all.length === 0) return null
  const isSending = all.some(({ state }) => state === "waiting" || state === "sending")
  return (
    <section className="lib-section" aria-labelledby="uploads-title">
      <div className="sec-head">
        <h2 id="uploads-title">{isSending ? words.uploads : words.notAdded}</h2>
        {isSending && <span className="small quiet">{words.keepOpen}</span>}
      </div>
      <ul className="list">
        {all.map((upload) => (
          <UploadRow key={upload.id} upload={upload} />
        ))}
      </ul>
    </section>
  )
}

function UploadRow({ upload }: { upload: Upload }) {
  const { id, file, state } = upload
  const events = useUploadEvents()
  return (
    <li className="upload">
      <UploadStanding upload={upload} />
      {state === "failed" && (
        <Button aria-label={words.retryFile(file.name)} onClick={() => retryUpload(id, events)}>
          {words.retry}
        </Button>
      )}
      <IconButton
        icon={X}
        label={state === "waiting" || state === "sending" ? words.cancelUpload(file.name) : words.dismiss(file.name)}
        onClick={() => dropUpload(id)}
      />
    </li>
  )
}

function UploadStanding({ upload: { file, state, share, error, materialId } }: { upload: Upload }) {
  const ownerId = useQuery(accountQuery).data?.id
  if (state === "failed") {
    return (
      <div className="notice grow" role="alert">
        <TriangleAlert className="i" aria-hidden="true" />
        <div>
          <p className="upload-name">{words.notSent(file.name)}</p>
          <p className="small soft">{describeError(error).say}</p>
        </div>
      </div>
    )
  }
  if (state === "duplicate") {
    return (
      <div className="row grow" role="status">
        <FileCheck2 className="i" aria-hidden="true" />
        <div className="grow">
          <p className="upload-name">{words.duplicate(file.name)}</p>
          <p className="small soft">
            {words.duplicateSay}{" "}
            {materialId !== undefined && ownerId !== undefined && (
              <Link className="link" to="/library/$ownerId/$materialId" params={{ ownerId, materialId }}>
                {words.openIt}
              </Link>
            )}
          </p>
        </div>
      </div>
    )
  }
  const figure = state === "waiting" ? words.waiting : share >= 1 ? words.sent : words.sending(share, file.size)
  return (
    <div className="grow upload-bar">
      <p className="upload-name">
        {file.name} <span className="small quiet nowrap">{formatBytes(file.size)}</span>
      </p>
      <Progress value={share} label={file.name} text={figure} isLive={state === "sending"} />
      <p className="small quiet">{figure}</p>
    </div>
  )
}
