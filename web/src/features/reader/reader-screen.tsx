import { useQuery } from "@tanstack/react-query"
import { useParams } from "@tanstack/react-router"
import { useScreenTitle } from "../../app/screen-title.ts"
import { ButtonLink } from "../../components/button.tsx"
import { Empty } from "../../components/empty.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { SkeletonLines, SkeletonScreen } from "../../components/skeleton.tsx"
import { Problem } from "../../lib/problem.ts"
import type { Material } from "../library/index.ts"
import "./leaf.css"
import "./reader.css"
import "./reader-phone.css"
import { Reader } from "./reader.tsx"
import { openMaterialQuery, outlineQuery } from "./reader-queries.ts"
import { words } from "./words.ts"

/** A material's text with its outline, and what the learner does with it beside. */
export function ReaderScreen() {
  const { ownerId, materialId } = useParams({ from: "/member/shell/library/$ownerId/$materialId" })
  const place = { ownerId, materialId }
  const material = useQuery(openMaterialQuery(place))
  const outline = useQuery(outlineQuery(place))
  useScreenTitle(material.data?.title ?? words.title)
  if (material.data && outline.data) {
    if (outline.data.sections.length === 0) return <NoText />
    return (
      <Reader
        // Another material, or another version of its text, is opened afresh.
        key={`${materialId} ${outline.data.textVersion}`}
        place={place}
        material={material.data}
        outline={outline.data}
      />
    )
  }
  const error = material.error ?? outline.error
  const isGone = error instanceof Problem && error.status === 404
  if (error) {
    if (material.data && error instanceof Problem && error.status === 409) return <NotReady material={material.data} />
    return (
      <div className="page">
        <h1 className="page-head">{words.title}</h1>
        <ErrorNotice
          error={error}
          {...(!isGone && {
            onRetry() {
              void material.refetch()
              void outline.refetch()
            },
          })}
          isBusy={material.isFetching || outline.isFetching}
        >
          <ButtonLink to="/library">{words.back}</ButtonLink>
        </ErrorNotice>
      </div>
    )
  }
  return (
    <div className="reader">
      <div className="rhead" />
      <div className="text">
        <div className="leaf">
          <SkeletonScreen label={words.loading}>
            <SkeletonLines widths={["55%", "100%", "96%", "99%", "62%", "100%", "94%", "97%", "40%"]} />
          </SkeletonScreen>
        </div>
      </div>
    </div>
  )
}

function NotReady({ material: { status, failure, title } }: { material: Material }) {
  const say = words.notReady
  return (
    <div className="page">
      <p className="soft">{title}</p>
      {status === "failed" ? (
        <Empty
          isScreen
          title={words.failed.title}
          action={<ButtonLink to="/library">{words.failed.action}</ButtonLink>}
        >
          {failure?.message}
        </Empty>
      ) : (
        <Empty isScreen title={say.title} action={<ButtonLink to="/library">{say.action}</ButtonLink>}>
          {say.say}
        </Empty>
      )}
    </div>
  )
}

function NoText() {
  const { title, say, action } = words.noText
  return (
    <div className="page">
      <Empty isScreen title={title} action={<ButtonLink to="/library">{action}</ButtonLink>}>
        {say}
      </Empty>
    </div>
  )
}
