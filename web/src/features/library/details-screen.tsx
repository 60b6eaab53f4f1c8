import { useQuery } from "@tanstack/react-query"
import { Link, useParams } from "@tanstack/react-router"
import { ArrowLeft, BookOpen, Info } from "lucide-react"
import { useState } from "react"
import { useScreenTitle } from "../../app/screen-title.ts"
import { ButtonLink } from "../../components/button.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { SkeletonBlock, SkeletonLines, SkeletonScreen } from "../../components/skeleton.tsx"
import { Steps } from "../../components/steps.tsx"
import { Tabs } from "../../components/tabs.tsx"
import { accountQuery } from "../accounts/index.ts"
import { AssetList } from "./asset-list.tsx"
import { DetailsFigures, DetailsTags } from "./details-figures.tsx"
import { FailedCard } from "./failed-card.tsx"
import { stepOf } from "./job-card.tsx"
import "./library.css"
import "./details.css"
import { MaterialMenu } from "./material-menu.tsx"
import { type Material, materialQuery } from "./material-queries.ts"
import { generationNote } from "./processing-steps.ts"
import { Summaries } from "./summaries.tsx"
import { words } from "./words.ts"

const say = words.details

/** What a material is, how it was prepared, and all that was made from it. */
export function DetailsScreen() {
  const { ownerId, materialId } = useParams({ from: "/member/shell/library/$ownerId/$materialId/details" })
  const { data: material, error, refetch, isFetching } = useQuery(materialQuery({ ownerId, id: materialId }))
  useScreenTitle(material?.title ?? words.title)
  return (
    <div className="page">
      <Link className="link small row details-back" to="/library">
        <ArrowLeft className="i i-s" aria-hidden="true" />
        {say.back}
      </Link>
      {material ? (
        <Details material={material} />
      ) : error ? (
        <>
          <h1 className="page-head">{words.title}</h1>
          <ErrorNotice error={error} onRetry={() => void refetch()} isBusy={isFetching} />
        </>
      ) : (
        <SkeletonScreen label={say.loading}>
          <div className="page-head">
            <SkeletonBlock height="1.75rem" width="20rem" />
          </div>
          <SkeletonLines widths={["70%", "50%", "90%", "80%"]} />
        </SkeletonScreen>
      )}
    </div>
  )
}

type View = "drafts" | "ready" | "summaries"

function Details({ material }: { material: Material }) {
  const { ownerId, id: materialId, title, status, draftCount, questionCount, cardCount } = material
  const [view, setView] = useState<View>(draftCount > 0 ? "drafts" : "ready")
  const note = generationNote(material.steps)
  const isOwn = useQuery(accountQuery).data?.id === ownerId
  return (
    <>
      <div className="page-head details-head">
        <h1>{title}</h1>
        {questionCount > 0 && (
          <ButtonLink to="/practice" search={{ materialId }}>
            {say.practise}
          </ButtonLink>
        )}
        {material.wordCount > 0 && (
          <ButtonLink
            to="/library/$ownerId/$materialId"
            params={{ ownerId, materialId }}
            variant="primary"
            icon={BookOpen}
          >
            {say.read}
          </ButtonLink>
        )}
        <MaterialMenu material={material} isDetails />
      </div>
      {status === "failed" && (
        <div className="job-cards">
          <FailedCard material={material} />
        </div>
      )}
      <div className="details-cols">
        <div className="details-main">
          <h2 className="sr">{words.details.made}</h2>
          {/* Where nothing was made the empty list says it. */}
          {note && draftCount + questionCount + cardCount > 0 && (
            <p className="small soft row details-note">
              <Info className="i i-s" aria-hidden="true" />
              {note}
            </p>
          )}
          <Tabs<View>
            label={say.made}
            value={view}
            onChoose={setView}
            tabs={[
              {
                value: "drafts",
                label: say.drafted,
                count: draftCount,
                content: <AssetList material={material} status="draft" canJudge={isOwn} />,
              },
              {
                value: "ready",
                label: say.ready,
                count: questionCount + cardCount,
                content: <AssetList material={material} canJudge={isOwn} />,
              },
              { value: "summaries", label: say.summaries, content: <Summaries material={material} /> },
            ]}
          />
        </div>
        <div className="details-aside">
          <DetailsFigures material={material} />
          <DetailsTags material={material} canEdit={isOwn} />
        </div>
        <section className="details-steps" aria-labelledby="prepared-how">
          <div className="sec-head">
            <h2 id="prepared-how">{say.preparation}</h2>
          </div>
          <Steps label={words.stepsOf(title)} steps={material.steps.map(stepOf)} />
        </section>
      </div>
    </>
  )
}
