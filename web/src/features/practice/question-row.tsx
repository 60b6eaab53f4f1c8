import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Link, useNavigate } from "@tanstack/react-router"
import { BadgeCheck, Ellipsis, Flag, FlagOff, Pencil, Trash2 } from "lucide-react"
import { useState } from "react"
import { IconButton } from "../../components/button.tsx"
import { Tag } from "../../components/chip.tsx"
import { describeError } from "../../components/error-notice.tsx"
import { Menu, MenuItem, MenuSeparator } from "../../components/menu.tsx"
import { plainLine } from "../../components/rich-text-blocks.ts"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { accountQuery } from "../accounts/index.ts"
import { type QuestionSummary, renewQuestions } from "./practice-queries.ts"
import { words } from "./question-words.ts"
import { ReportDialog } from "./report-dialog.tsx"
import { RetireDialog } from "./retire-dialog.tsx"
import { words as practiceWords } from "./words.ts"

/** One question of the bank. Its owner and instructors open it and mark it. */
export function QuestionRow({ question }: { question: QuestionSummary }) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const role = useQuery(accountQuery).data?.role
  const mayEdit = question.isOwn || role === "instructor" || role === "admin"
  const [dialog, setDialog] = useState<"report" | "retire">()
  const { id } = question
  const stem = plainLine(question.stem)
  const mark = useMutation({
    mutationFn: (change: "verify" | "unverify" | "unflag") =>
      change === "unflag"
        ? must(api.POST("/api/v1/questions/{id}/flag", { params: { path: { id } }, body: { isFlagged: false } }))
        : must(
            api.POST("/api/v1/questions/{id}/verify", {
              params: { path: { id } },
              body: { isVerified: change === "verify" },
            }),
          ),
    onSuccess: () => renewQuestions(queryClient),
    onError: (error) => showToast({ text: describeError(error).say }),
  })
  return (
    <li className="text-row">
      <div className="bank-main">
        {mayEdit ? (
          <Link className="bank-stem" to="/practice/questions/$questionId" params={{ questionId: id }}>
            {stem}
          </Link>
        ) : (
          <p className="bank-stem">{stem}</p>
        )}
        <p className="facts small quiet">
          <span>{practiceWords.types[question.type]}</span>
          <span>{practiceWords.difficulties[question.difficulty]}</span>
          <span>
            {words.origins[question.origin]}, {question.isOwn ? words.tags.own : words.tags.bank}
          </span>
          {question.isVerified && <Tag icon={BadgeCheck}>{words.tags.verified}</Tag>}
          {question.isFlagged && <Tag icon={Flag}>{words.tags.flagged}</Tag>}
          {question.isDraft && <Tag>{words.tags.draft}</Tag>}
        </p>
      </div>
      <Menu trigger={<IconButton icon={Ellipsis} label={words.actions(stem.slice(0, 80))} />}>
        {mayEdit && (
          <MenuItem
            icon={Pencil}
            onSelect={() => void navigate({ to: "/practice/questions/$questionId", params: { questionId: id } })}
          >
            {words.edit}
          </MenuItem>
        )}
        {mayEdit && (
          <MenuItem icon={BadgeCheck} onSelect={() => mark.mutate(question.isVerified ? "unverify" : "verify")}>
            {question.isVerified ? words.unverify : words.verify}
          </MenuItem>
        )}
        {question.isFlagged && mayEdit ? (
          <MenuItem icon={FlagOff} onSelect={() => mark.mutate("unflag")}>
            {words.unflag}
          </MenuItem>
        ) : (
          <MenuItem icon={Flag} onSelect={() => setDialog("report")}>
            {practiceWords.report}
          </MenuItem>
        )}
        {mayEdit && (
          <>
            <MenuSeparator />
            <MenuItem icon={Trash2} isDangerous onSelect={() => setDialog("retire")}>
              {words.retire}
            </MenuItem>
          </>
        )}
      </Menu>
      {dialog === "report" && <ReportDialog questionId={id} onClose={() => setDialog(undefined)} />}
      {dialog === "retire" && <RetireDialog question={question} onClose={() => setDialog(undefined)} />}
    </li>
  )
}
