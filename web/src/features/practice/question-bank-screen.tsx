import { useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { useNavigate, useSearch } from "@tanstack/react-router"
import { ChevronLeft, Plus } from "lucide-react"
import { useEffect, useState } from "react"
import { useScreenTitle } from "../../app/screen-title.ts"
import { Button, ButtonLink } from "../../components/button.tsx"
import { Empty } from "../../components/empty.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { Input, Select } from "../../components/field.tsx"
import { Segmented } from "../../components/segmented.tsx"
import { SkeletonLines, SkeletonScreen } from "../../components/skeleton.tsx"
import "./bank.css"
import { type BankSearch, lastBankSearch } from "./bank-search.ts"
import { difficulties, questionListQuery, questionTypes, sourceMaterialsQuery } from "./practice-queries.ts"
import { QuestionRow } from "./question-row.tsx"
import { words } from "./question-words.ts"
import { TopicSelect } from "./topic-select.tsx"
import { words as practiceWords } from "./words.ts"

/** Every question the learner may practise: found by words, narrowed by what it is about, marked and edited. */
export function QuestionBankScreen() {
  useScreenTitle(words.title)
  const search = useSearch({ from: "/member/shell/practice/questions" })
  const navigate = useNavigate()
  useEffect(() => lastBankSearch.set(search), [search])
  const difficulty = difficulties.find((value) => value === search.difficulty)
  const type = questionTypes.find((value) => value === search.type)
  const { q, materialId, topicId, show } = search
  const list = useInfiniteQuery(
    questionListQuery({
      ...(q && { q }),
      ...(materialId && { materialId }),
      ...(topicId && { topicId }),
      ...(difficulty && { difficulty }),
      ...(type && { type }),
      ...(show === "flagged" && { isFlagged: "true" }),
      ...(show === "drafts" && { isDraft: "true" }),
    }),
  )
  const { data: materials } = useQuery(sourceMaterialsQuery)
  const narrow = (change: { [K in keyof BankSearch]: BankSearch[K] | undefined }): void => {
    const next = Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined && value !== "")
    void navigate({ to: "/practice/questions", search: Object.fromEntries(next) as BankSearch, replace: true })
  }
  const questions = list.data?.pages.flatMap(({ items }) => items)
  const isNarrowed = Object.keys(search).length > 0
  return (
    <div className="page">
      <div className="page-head">
        <ButtonLink to="/practice" variant="ghost" icon={ChevronLeft} className="back-link">
          {words.back}
        </ButtonLink>
        <h1 className="grow">{words.title}</h1>
        <ButtonLink to="/practice/questions/new" variant="primary" icon={Plus}>
          {words.newQuestion}
        </ButtonLink>
      </div>
      <search className="bank-filters">
        <SearchField text={q ?? ""} onSearch={(text) => narrow({ q: text })} />
        <Select
          label={words.material}
          value={materialId ?? ""}
          onChange={(event) => narrow({ materialId: event.target.value })}
        >
          <option value="">{words.all}</option>
          {materials?.map((material) => (
            <option key={material.id} value={material.id}>
              {material.title}
            </option>
          ))}
        </Select>
        <TopicSelect
          label={words.topic}
          none={words.all}
          value={topicId ?? ""}
          onChoose={(id) => narrow({ topicId: id })}
        />
        <Select
          label={words.difficulty}
          value={difficulty ?? ""}
          onChange={(event) => narrow({ difficulty: event.target.value })}
        >
          <option value="">{words.all}</option>
          {difficulties.map((value) => (
            <option key={value} value={value}>
              {practiceWords.difficulties[value]}
            </option>
          ))}
        </Select>
        <Select label={words.type} value={type ?? ""} onChange={(event) => narrow({ type: event.target.value })}>
          <option value="">{words.all}</option>
          {questionTypes.map((value) => (
            <option key={value} value={value}>
              {practiceWords.types[value]}
            </option>
          ))}
        </Select>
      </search>
      <Segmented
        legend={words.showLegend}
        className="bank-show"
        value={show ?? "all"}
        options={(["all", "flagged", "drafts"] as const).map((value) => ({ value, label: words.show[value] }))}
        onChoose={(value) => narrow({ show: value === "all" ? undefined : value })}
      />
      {list.error && !questions ? (
        <ErrorNotice error={list.error} onRetry={() => void list.refetch()} isBusy={list.isFetching} />
      ) : !questions ? (
        <SkeletonScreen label={words.loading}>
          <SkeletonLines widths={["90%", "80%", "85%", "70%", "88%"]} />
        </SkeletonScreen>
      ) : questions.length === 0 ? (
        <Empty
          title={isNarrowed ? words.noneFit : words.emptyTitle}
          action={
            isNarrowed && (
              <Button onClick={() => void navigate({ to: "/practice/questions", search: {}, replace: true })}>
                {words.clear}
              </Button>
            )
          }
        >
          {isNarrowed ? words.noneFitSay : words.emptySay}
        </Empty>
      ) : (
        <>
          <ul className="list" aria-busy={list.isPlaceholderData}>
            {questions.map((question) => (
              <QuestionRow key={question.id} question={question} />
            ))}
          </ul>
          {list.hasNextPage && (
            <Button variant="ghost" isBusy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {words.more}
            </Button>
          )}
        </>
      )}
    </div>
  )
}

/** Goes into the address a moment after the last key, so that each letter is not a search of its own. */
function SearchField({ text, onSearch }: { text: string; onSearch: (text: string) => void }) {
  const [typed, setTyped] = useState(text)
  // Cleared from outside.
  useEffect(() => setTyped(text), [text])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed starts the wait.
  useEffect(() => {
    if (typed.trim() === text) return
    const timer = setTimeout(() => onSearch(typed.trim()), 300)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <Input
      label={words.search}
      className="bank-search"
      type="search"
      value={typed}
      maxLength={200}
      onChange={(event) => setTyped(event.target.value)}
    />
  )
}
