import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useBlocker, useNavigate, useParams } from "@tanstack/react-router"
import { ChevronLeft, Flag, FlagOff } from "lucide-react"
import { type ReactNode, useRef, useState } from "react"
import { useScreenTitle } from "../../app/screen-title.ts"
import { Button, ButtonLink } from "../../components/button.tsx"
import { Dialog } from "../../components/dialog.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { Switch } from "../../components/field.tsx"
import { focusFirstInvalid } from "../../components/focus-first-invalid.ts"
import { SkeletonLines, SkeletonScreen } from "../../components/skeleton.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { newId } from "../../lib/ids.ts"
import { accountQuery } from "../accounts/index.ts"
import "./bank.css"
import { lastBankSearch } from "./bank-search.ts"
import { type Question, questionQuery, renewQuestions } from "./practice-queries.ts"
import { faultsOf } from "./question-faults.ts"
import { QuestionFields } from "./question-fields.tsx"
import { emptyForm, formOf, type QuestionForm, questionOf } from "./question-form.ts"
import { QuestionPreview } from "./question-preview.tsx"
import { QuestionStatisticsPanel } from "./question-statistics.tsx"
import { words } from "./question-words.ts"
import { RetireDialog } from "./retire-dialog.tsx"

/** Writes a question of one's own. */
export function NewQuestionScreen() {
  useScreenTitle(words.newQuestion)
  return (
    <EditorPage title={words.newQuestion}>
      <Editor />
    </EditorPage>
  )
}

export function EditQuestionScreen() {
  useScreenTitle(words.editTitle)
  const { questionId } = useParams({ from: "/member/shell/practice/questions/$questionId" })
  const { data: question, error, refetch, isFetching } = useQuery(questionQuery(questionId))
  return (
    <EditorPage title={words.editTitle}>
      {question ? (
        // A newer version from elsewhere must not overwrite what is being written.
        <Editor key={question.id} question={question} />
      ) : error ? (
        <ErrorNotice error={error} onRetry={() => void refetch()} isBusy={isFetching} />
      ) : (
        <SkeletonScreen label={words.editLoading}>
          <SkeletonLines widths={["40%", "100%", "100%", "80%", "90%"]} />
        </SkeletonScreen>
      )}
    </EditorPage>
  )
}

function EditorPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="page">
      <div className="page-head">
        <ButtonLink
          to="/practice/questions"
          search={lastBankSearch.get()}
          variant="ghost"
          icon={ChevronLeft}
          className="back-link"
        >
          {words.backToBank}
        </ButtonLink>
        <h1>{title}</h1>
      </div>
      {children}
    </div>
  )
}

function Editor({ question }: { question?: Question }) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const [first] = useState(() => (question ? formOf(question) : emptyForm()))
  const [form, setForm] = useState(first)
  const [isRetiring, setRetiring] = useState(false)
  const isInstructor = (useQuery(accountQuery).data?.role ?? "student") !== "student"
  const [isForEverybody, setForEverybody] = useState(false)
  const formElement = useRef<HTMLFormElement>(null)
  const isDone = useRef(false)
  // The same id for every try: a lost reply does not add the question twice.
  const [newQuestionId] = useState(() => newId())
  const isChanged = JSON.stringify(form) !== JSON.stringify(first)
  const blocker = useBlocker({
    shouldBlockFn: () => isChanged && !isDone.current,
    enableBeforeUnload: () => isChanged && !isDone.current,
    withResolver: true,
  })
  const save = useMutation({
    mutationFn: (sent: QuestionForm) => {
      const body = questionOf(sent, question)
      return question
        ? must(api.PATCH("/api/v1/questions/{id}", { params: { path: { id: question.id } }, body }))
        : must(
            api.POST("/api/v1/questions", {
              body: { ...body, id: newQuestionId, points: 1, subjectId: null, isForEverybody },
            }),
          )
    },
    onSuccess: (saved) => {
      isDone.current = true
      queryClient.setQueryData(questionQuery(saved.id).queryKey, saved)
      renewQuestions(queryClient)
      showToast({ text: question ? words.saved : words.created })
      void navigate({ to: "/practice/questions", search: lastBankSearch.get() })
    },
    onError: () => formElement.current && focusFirstInvalid(formElement.current),
  })
  const unflag = useMutation({
    mutationFn: (id: string) =>
      must(api.POST("/api/v1/questions/{id}/flag", { params: { path: { id } }, body: { isFlagged: false } })),
    onSuccess: async (_done, id) => {
      renewQuestions(queryClient)
      await queryClient.invalidateQueries({ queryKey: questionQuery(id).queryKey })
    },
  })
  const faults = faultsOf(save.error, save.variables, form)
  return (
    <>
      {question?.isFlagged && (
        <div className="notice editor-flagged">
          <Flag className="i" aria-hidden="true" />
          <div>
            <p>{words.flaggedNotice}</p>
            {question.flagReason && <p className="soft">{words.flaggedReason(question.flagReason)}</p>}
            <Button
              variant="ghost"
              icon={FlagOff}
              className="editor-unflag"
              isBusy={unflag.isPending}
              onClick={() => unflag.mutate(question.id)}
            >
              {words.unflag}
            </Button>
            {unflag.error && <ErrorNotice error={unflag.error} />}
          </div>
        </div>
      )}
      <div className="editor">
        <form
          ref={formElement}
          className="editor-form"
          aria-label={words.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            if (!save.isPending) save.mutate(form)
          }}
        >
          <QuestionFields form={form} onChange={setForm} faults={faults} />
          {!question && isInstructor && (
            <Switch
              label={words.forEverybody}
              hint={words.forEverybodyHint}
              isOn={isForEverybody}
              onSwitch={setForEverybody}
            />
          )}
          {faults.hasOther && <ErrorNotice error={save.error} />}
          <div className="editor-go">
            <Button type="submit" variant="primary" isBusy={save.isPending}>
              {question ? words.save : words.create}
            </Button>
            <ButtonLink to="/practice/questions" search={lastBankSearch.get()} variant="ghost">
              {words.cancel}
            </ButtonLink>
            {question && (
              <Button variant="danger" className="push" onClick={() => setRetiring(true)}>
                {words.retire}
              </Button>
            )}
          </div>
        </form>
        <div className="editor-aside">
          <QuestionPreview form={form} />
          {question && !question.isOwn && <QuestionStatisticsPanel question={question} />}
        </div>
      </div>
      {isRetiring && question && (
        <RetireDialog
          question={question}
          onClose={() => setRetiring(false)}
          onRetired={() => {
            isDone.current = true
            void navigate({ to: "/practice/questions", search: lastBankSearch.get() })
          }}
        />
      )}
      <Dialog
        isOpen={blocker.status === "blocked"}
        onClose={() => blocker.reset?.()}
        title={words.leaveTitle}
        actions={
          <>
            <Button variant="danger" onClick={() => blocker.proceed?.()}>
              {words.leave}
            </Button>
            <Button variant="primary" onClick={() => blocker.reset?.()} data-autofocus>
              {words.stay}
            </Button>
          </>
        }
      >
        <p className="soft">{words.leaveSay}</p>
      </Dialog>
    </>
  )
}
