import { useInfiniteQuery } from "@tanstack/react-query"
import { Button, ButtonLink } from "../../components/button.tsx"
import { Tag } from "../../components/chip.tsx"
import { Cite } from "../../components/cite.tsx"
import { Empty } from "../../components/empty.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { RichLine } from "../../components/rich-text.tsx"
import { SkeletonLines, SkeletonScreen } from "../../components/skeleton.tsx"
import type { Material } from "../library/index.ts"
import { type Outline, type Place, sectionAssetsQuery } from "./reader-queries.ts"
import { words } from "./words.ts"

const say = words.questionPanel

/** What was made from the section being read, and the way to practise it. The answers stay out of sight. */
export function QuestionsPanel({
  place,
  material,
  outline,
  sectionIndex,
  onGoTo,
}: {
  place: Place
  material: Material
  outline: Outline
  sectionIndex: number
  onGoTo: (range: { start: number; end: number }) => void
}) {
  const { ownerId, materialId } = place
  const query = useInfiniteQuery(sectionAssetsQuery(place, sectionIndex))
  const assets = query.data?.pages.flatMap(({ items }) => items)
  const title = outline.sections[sectionIndex]?.title ?? ""
  return (
    <>
      <div className="panel-body">
        {assets ? (
          assets.length === 0 ? (
            <Empty title={say.none}>{say.noneSay}</Empty>
          ) : (
            <>
              <p className="small soft">{say.count(assets.length, title)}</p>
              <ul className="list">
                {assets.map(({ id, prompt, status, cardId, evidence }) => (
                  <li className="question-row" key={id}>
                    <p className="grow">
                      <RichLine text={prompt} />
                    </p>
                    <span className="question-facts">
                      {status === "draft" && <Tag>{say.draft}</Tag>}
                      {cardId !== null && <Tag>{say.card}</Tag>}
                      <Cite
                        {...(evidence.pageNumber !== null && { page: evidence.pageNumber })}
                        onClick={() => onGoTo(evidence)}
                      />
                    </span>
                  </li>
                ))}
              </ul>
              {query.hasNextPage && (
                <Button isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {say.showMore}
                </Button>
              )}
            </>
          )
        ) : query.error ? (
          <ErrorNotice error={query.error} onRetry={() => void query.refetch()} isBusy={query.isFetching} />
        ) : (
          <SkeletonScreen label={say.loading}>
            <SkeletonLines widths={["90%", "70%", "80%"]} />
          </SkeletonScreen>
        )}
      </div>
      <div className="panel-foot">
        {material.draftCount > 0 && (
          <ButtonLink
            to="/library/$ownerId/$materialId/details"
            params={{ ownerId, materialId }}
            variant="ghost"
            isWide
          >
            {say.drafts(material.draftCount)}
          </ButtonLink>
        )}
        {material.questionCount > 0 && (
          <ButtonLink to="/practice" search={{ materialId }} isWide>
            {words.practiseThis}
          </ButtonLink>
        )}
      </div>
    </>
  )
}
