import { useQuery } from "@tanstack/react-query"
import { FailedCard } from "./failed-card.tsx"
import { JobCard } from "./job-card.tsx"
import { mostUnfinished, unfinishedMaterialsQuery } from "./material-queries.ts"
import { words } from "./words.ts"

/** Waiting materials that get a card of their own; the others are counted. */
const shownWaiting = 3

/** What the server works on, what waits for it, and what it could not read. */
export function BeingPrepared() {
  const processing = useQuery(unfinishedMaterialsQuery("processing")).data?.items ?? []
  const pending = useQuery(unfinishedMaterialsQuery("pending")).data?.items ?? []
  const failed = useQuery(unfinishedMaterialsQuery("failed")).data?.items ?? []
  // The one that waits longest is the next.
  const waiting = pending.toReversed()
  const more = waiting.length - shownWaiting
  return (
    <>
      {processing.length + waiting.length > 0 && (
        <section className="lib-section" aria-labelledby="prepared-title">
          <div className="sec-head">
            <h2 id="prepared-title">{words.prepared}</h2>
          </div>
          <div className="job-cards">
            {processing.map((material) => (
              <JobCard key={material.id} material={material} />
            ))}
            {waiting.slice(0, shownWaiting).map((material, index) => (
              <JobCard key={material.id} material={material} isNext={processing.length === 0 && index === 0} />
            ))}
          </div>
          {more > 0 && <p className="small quiet job-cards-more">{words.more(Math.min(more, mostUnfinished))}</p>}
        </section>
      )}
      {failed.length > 0 && (
        <section className="lib-section" aria-labelledby="failed-title">
          <div className="sec-head">
            <h2 id="failed-title">{words.notPrepared}</h2>
          </div>
          <div className="job-cards">
            {failed.map((material) => (
              <FailedCard key={material.id} material={material} />
            ))}
          </div>
        </section>
      )}
    </>
  )
}
